-- What was published for the schools in scope, oldest first. reachSchools.
select f.school_id::text as "schoolId", f.from_on::text as "from", f.to_on::text as "to",
  f.interactions, f.minutes, f.educators, f.cells
from coaching_figure f
where f.district_id = $1 and ($2::boolean or f.school_id = any ($3::text[]::bigint[]))
order by f.to_on, f.school_id
