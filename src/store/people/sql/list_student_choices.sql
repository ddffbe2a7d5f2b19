-- Active schools within reach, and the grades that students of the district are in. $1 district, $2 whole, $3 schools.
select
  coalesce((select jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by lower(o.name), o.id) from org o
    where o.district_id = $1 and o.type = 'school' and o.status = 'active'
      and ($2::boolean or o.id = any ($3::text[]::bigint[]))), '[]') as schools,
  coalesce((select jsonb_agg(distinct g) from person p cross join unnest(p.grades) g
    where p.district_id = $1 and p.status = 'active' and g <> ''
      and exists (select from role_grant r where r.district_id = $1 and r.person_id = p.id and r.role = 'student'
        and r.status = 'active')), '[]') as grades
