-- Seats by the school where their people have a role that counts, the one with the lowest number: $1 district, $2 kind,
-- $3 the roles that count.
select h.school_id::text, count(*) filter (where h.state <> 'waiting')::integer as held,
  count(*) filter (where h.state = 'waiting')::integer as waiting
from (
  select s.person_id, s.state, min(r.scope_id) as school_id
  from seat s
  join role_grant r on r.district_id = s.district_id and r.person_id = s.person_id
  where s.district_id = $1 and s.kind = $2 and r.status = 'active' and r.role = any($3::text[]) and r.scope_type = 'school'
  group by s.person_id, s.state
) h
group by h.school_id
