-- An active class within the schools in scope. reachSchools, $4 class.
select c.id::text as id from class c
where c.district_id = $1 and c.id = $4::text::bigint and c.status = 'active'
  and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
