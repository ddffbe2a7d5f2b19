-- An active class with its school. $1 district, $2 class.
select c.id::text as id, c.title, o.id::text as "schoolId", o.name as "schoolName"
from class c join org o on o.district_id = c.district_id and o.id = c.school_id and o.status = 'active'
where c.district_id = $1 and c.id = $2::text::bigint and c.status = 'active'
