-- Seats of people in scope, by state. reachSchools, $4 kind.
select count(*) filter (where s.state <> 'waiting')::integer as used,
  count(*) filter (where s.state = 'waiting')::integer as waiting,
  count(*) filter (where s.state = 'grace')::integer as grace
from seat s
where s.district_id = $1 and s.kind = $4 and ($2::boolean or exists (
  select from affiliation a
  where a.district_id = s.district_id and a.person_id = s.person_id and a.org_id = any($3::text[]::bigint[])))
