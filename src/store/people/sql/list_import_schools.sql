-- Open schools in scope, and those of active classes in scope; `whole`: all of it is in scope. reachSchools, then $4 classes
-- in scope.
select o.id::text as id, o.name, o.sourced_id as "sourcedId",
  $2::boolean or o.id = any ($3::text[]::bigint[]) as whole
from org o
where o.district_id = $1 and o.type = 'school' and o.status = 'active'
  and ($2::boolean or o.id = any ($3::text[]::bigint[]) or exists (
    select from class c where c.district_id = $1 and c.school_id = o.id and c.status = 'active'
      and c.id = any ($4::text[]::bigint[])))
order by lower(o.name), o.id
