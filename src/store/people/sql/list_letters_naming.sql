-- Copies that were mailed to others of interactions in which somebody is or was. $1 district, $2 person.
select m.id::text as id, m.interaction_id::text as "interactionId", m.letter_sealed as sealed
from interaction_mail m
where m.district_id = $1 and m.person_id <> $2::text::bigint and m.interaction_id in (
  select e.interaction_id from interaction_about e where e.district_id = $1 and e.person_id = $2::text::bigint)
order by m.id
