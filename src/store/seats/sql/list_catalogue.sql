-- The catalogue with what is bought and used of each product, and what students in reach have. $1 district, $2 the whole of
-- it?, $3 schools, $4 classes in reach, $5 the kind of products, $6 one product, or null.
with reached as materialized (
  select a.person_id from affiliation a
  where not $2::boolean and a.district_id = $1 and a.org_id = any($3::text[]::bigint[])
  union
  select e.person_id from enrolment e
  where not $2::boolean and e.district_id = $1 and e.status = 'active' and e.role = 'student'
    and e.class_id = any($4::text[]::bigint[])
)
select p.id, p.name, p.grades, p.category, $5 || ':' || p.id as kind,
  coalesce(l.bought, 0) as bought, coalesce(l.used, 0) as used, coalesce(l.waiting, 0) as waiting,
  coalesce(l.grace, 0) as grace, greatest(0, coalesce(l.bought - l.used, 0)) as free,
  coalesce(here.used, 0)::int as "usedHere", coalesce(here.waiting, 0)::int as "waitingHere",
  (select count(*)::int from product_rule r where r.district_id = p.district_id and r.product_id = p.id) as rules
from product p
left join licence l on l.district_id = p.district_id and l.kind = $5 || ':' || p.id
left join lateral (
  select count(*) filter (where s.state in ('assigned', 'over')) as used,
    count(*) filter (where s.state = 'waiting') as waiting
  from seat s
  where not $2::boolean and s.district_id = p.district_id and s.kind = l.kind
    and s.person_id in (select r.person_id from reached r)
) here on true
where p.district_id = $1 and p.status = 'active' and ($6::text is null or p.id = $6)
order by lower(p.name), p.id
