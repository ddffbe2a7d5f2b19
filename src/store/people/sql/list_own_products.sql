-- The products that a student has, by name. reachOwn, $3 the kind of products.
select p.id, p.name
from product p
join seat s on s.district_id = p.district_id and s.kind = $3 || ':' || p.id and s.person_id = $2::text::bigint
  and s.state in ('assigned', 'over')
where p.district_id = $1 and p.status = 'active'
order by lower(p.name), p.id
