-- A class that no feed knows, at an active school where whoever makes it may: of the district, of schools in scope, or of
-- the school of a class in scope. reachSchools, then $4 classes in scope, $5 school, $6 title, $7 class code or null.
insert into class (district_id, source_id, sourced_id, title, class_code, class_type, school_sourced_id, school_id)
select $1, '', 'hand-' || gen_random_uuid(), $6, $7, 'scheduled', o.sourced_id, o.id
from org o
where o.district_id = $1 and o.id = $5::text::bigint and o.status = 'active' and o.type = 'school'
  and ($2::boolean or o.id = any ($3::text[]::bigint[]) or exists (
    select from class k
    where k.district_id = $1 and k.id = any ($4::text[]::bigint[]) and k.status = 'active' and k.school_id = o.id))
returning id::text as id
