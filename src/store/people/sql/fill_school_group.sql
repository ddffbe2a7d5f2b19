-- Active schools of the district only. $1 district, $2 group, $3 schools.
insert into school_group_school (district_id, group_id, school_id)
select $1, $2::text::bigint, o.id from org o
where o.district_id = $1 and o.id = any ($3::text[]::bigint[]) and o.type = 'school' and o.status = 'active'
