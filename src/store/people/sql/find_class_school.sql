-- The school of an active class. $1 district, $2 class.
select c.school_id::text as "schoolId" from class c
where c.district_id = $1 and c.id = $2::text::bigint and c.status = 'active'
