-- Active schools in scope, by name, with what the district knows of them. reachSchools.
select o.id::text as id, o.name, o.identifier, i.address, i.phone, i.website, i.email, i.set_at as "setAt",
  (select count(*)::int from class c where c.district_id = $1 and c.school_id = o.id and c.status = 'active') as classes
from org o
left join school_information i on i.district_id = o.district_id and i.school_id = o.id
where o.district_id = $1 and o.status = 'active' and o.type = 'school'
  and ($2::boolean or o.id = any ($3::text[]::bigint[]))
order by lower(o.name), o.id
