-- The active school, where it is in scope. reachSchools, $4 school.
select o.id::text as id, o.name from org o
where o.district_id = $1 and o.id = $4::text::bigint and o.status = 'active' and o.type = 'school'
  and ($2::boolean or o.id = any ($3::text[]::bigint[]))
