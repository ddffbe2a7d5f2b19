-- Next steps that go along; not one of an interaction with whoever takes over, who reads nothing about themself: it stays
-- with its author. $1 district, $2 hand-over, $3 interactions.
insert into coach_handover_step (district_id, handover_id, interaction_id)
select $1, h.id, i.id
from coach_handover h, unnest($3::text[]::bigint[]) as i (id)
where h.district_id = $1 and h.id = $2::text::bigint
  and not exists (
    select from interaction_about e
    where e.district_id = $1 and e.interaction_id = i.id and e.person_id = h.to_id)
