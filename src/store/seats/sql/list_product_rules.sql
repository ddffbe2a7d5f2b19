-- The rules of a product in their order, with their schools. $1 district, $2 product.
select r.name, r.position, r.grades,
  (select coalesce(jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by o.name, o.id), '[]') from org o
    where o.district_id = r.district_id and o.id = any(r.school_ids)) as schools
from product_rule r
where r.district_id = $1 and r.product_id = $2
order by r.position, r.name
