-- Active schools in scope, by name, with how many of their fields are edited by hand. reachSchools.
select o.id::text as id, o.name, (
  select count(*)::int from sticky_field f
  where f.district_id = $1 and f.kind = 'orgs' and f.record = o.id::text) as "editedFields"
from org o
where o.district_id = $1 and o.status = 'active' and o.type = 'school'
  and ($2::boolean or o.id = any ($3::text[]::bigint[]))
order by lower(o.name), o.id
