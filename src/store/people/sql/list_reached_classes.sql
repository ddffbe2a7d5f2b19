-- Active classes within reach, by title. $1 district, $2 whole, $3 schools, $4 classes, $5 school or null, $6 limit.
select c.id::text as id, c.title, o.id::text as "schoolId", o.name as "schoolName"
from class c join org o on o.district_id = c.district_id and o.id = c.school_id and o.status = 'active'
where c.district_id = $1 and c.status = 'active'
  and ($2::boolean or c.school_id = any ($3::text[]::bigint[]) or c.id = any ($4::text[]::bigint[]))
  and ($5::text is null or c.school_id = $5::text::bigint)
order by lower(c.title), c.id limit $6::int
