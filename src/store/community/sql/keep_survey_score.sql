-- The LMS was told of somebody, or takes none of them. Nothing is kept of a participation that is gone meanwhile.
-- $1 district, $2 cycle, $3 page, $4 person, $5 taken, $6 now.
insert into survey_score (district_id, cycle_id, page_id, person_id, taken, tried_on)
select p.district_id, p.cycle_id, $3::text::bigint, p.person_id, $5, ($6::timestamptz at time zone d.timezone)::date
from survey_participation p join district d on d.id = p.district_id
where p.district_id = $1 and p.cycle_id = $2::text::bigint and p.person_id = $4::text::bigint
on conflict (district_id, cycle_id, page_id, person_id) do update
  set taken = survey_score.taken or excluded.taken, tried_on = excluded.tried_on
