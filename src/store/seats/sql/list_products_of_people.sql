-- What each of the people $2 has of every product. $1 district, $3 the kind of products.
select w.person_id::text as "personId", p.id as product, s.state,
  to_char(s.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, coalesce(a.given, false) as "byHand",
  a.until_on::text as "handUntil",
  (select coalesce(jsonb_agg(r.name order by r.position, r.name), '[]') from product_rule_reach r
    join person one on one.district_id = $1 and one.id = w.person_id
    where r.district_id = $1 and r.product_id = p.id and (r.grades = '{}' or one.grades && r.grades)
      and exists (
        select from role_grant g
        where g.district_id = $1 and g.person_id = w.person_id and g.status = 'active' and g.role = 'student'
          and (r.school_ids = '{}' or g.scope_type = 'school' and g.scope_id = any(r.school_ids)))) as rules,
  a.given is false as "takenBack"
from unnest($2::text[]::bigint[]) w (person_id)
join product p on p.district_id = $1 and p.status = 'active'
left join seat s on s.district_id = $1 and s.kind = $3 || ':' || p.id and s.person_id = w.person_id
left join product_assignment a on a.district_id = $1 and a.product_id = p.id and a.person_id = w.person_id
where s.person_id is not null or a.person_id is not null
order by lower(p.name), p.id
