-- Active schools in scope, by name, with how many rules each has set for itself. reachSchools.
select o.id::text as id, o.name, (
  select count(*)::int from rule_setting s where s.district_id = $1 and s.school_id = o.id) as own
from org o
where o.district_id = $1 and o.status = 'active' and o.type = 'school'
  and ($2::boolean or o.id = any ($3::text[]::bigint[]))
order by lower(o.name), o.id
