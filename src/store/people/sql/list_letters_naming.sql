-- Copies that were mailed to others of interactions in which somebody was. $1 district, $2 person.
select m.id::text as id, m.interaction_id::text as "interactionId", m.letter_sealed as sealed
from interaction_mail m
join interaction_educator e on e.district_id = m.district_id and e.interaction_id = m.interaction_id
where m.district_id = $1 and e.person_id = $2::text::bigint and m.person_id <> e.person_id
order by m.id
