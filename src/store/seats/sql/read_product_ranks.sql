-- $1 district, $2 students who need a seat of the product $3: by hand, or the first rule that names them, and what orders
-- those who come at the same moment. Counted from one. $4 now: what was given until a day before it counts no more.
with fitting as (
  select g.person_id, min(r.position) as position
  from product_rule_reach r
  cross join lateral (
    select g.person_id
    from role_grant g
    join person p on p.district_id = g.district_id and p.id = g.person_id
    where g.district_id = $1 and g.status = 'active' and g.role = 'student' and g.person_id = any($2::bigint[])
      and (r.school_ids = '{}' or g.scope_type = 'school' and g.scope_id = any(r.school_ids))
      and (r.grades = '{}' or p.grades && r.grades)
  ) g
  where r.district_id = $1 and r.product_id = $3
  group by g.person_id
), named as (
  select s.person_id, min(s.sourced_id collate "C") as order_key
  from person_source s where s.district_id = $1 and s.person_id = any($2::bigint[])
  group by s.person_id
)
select w.person_id, case when a.given then 1 else 1 + coalesce(f.position, 9999) end as rank, n.order_key
from unnest($2::bigint[]) w (person_id)
left join product_assignment a on a.district_id = $1 and a.product_id = $3 and a.person_id = w.person_id
  and (a.until_on is null or a.until_on >= (select ($4::timestamptz at time zone d.timezone)::date from district d where d.id = $1))
left join fitting f on f.person_id = w.person_id
left join named n on n.person_id = w.person_id
