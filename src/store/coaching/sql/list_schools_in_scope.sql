-- Active schools in scope, by name. reachSchools.
select id::text as id, name
from org
where district_id = $1 and status = 'active' and type = 'school' and ($2::boolean or id = any($3::text[]::bigint[]))
order by name, id
