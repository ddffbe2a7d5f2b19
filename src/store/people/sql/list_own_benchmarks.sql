-- What is kept of a student's own benchmark tests, and their grades. $1 district, $2 the person.
select p.grades,
{{+ benchmarks_kept}}
  as kept
from person p where p.district_id = $1 and p.id = $2::text::bigint
