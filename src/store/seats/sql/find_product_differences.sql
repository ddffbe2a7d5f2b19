-- $1 district, $2 kind, $3 the role of students, $4 now, $5 product, $6 only these people, or null.
-- Which students need a seat of the product, by hand or by a rule, against who has one: only where they differ, or where a
-- seat is in grace (needed again, or due). Rules are walked one by one, so that a product without any looks at nobody else.
-- By hand a product is had until the day that was said, and as long as the student is of a grade that it is made for. Of whom
-- the roster knows no grade, nothing is known that would end it: nor what a rule gave, as long as one may name them.
with gone as materialized (
  select p.id from person p where p.district_id = $1 and p.status <> 'active'
  union all
  select p.id from person p where p.district_id = $1 and p.suspended_at is not null
), by_hand as materialized (
  select a.person_id, a.given
  from product_assignment a
  join district d on d.id = a.district_id
  where a.district_id = $1 and a.product_id = $5
    and (a.until_on is null or a.until_on >= ($4::timestamptz at time zone d.timezone)::date)
), made_for as materialized (
  select p.grades from product p where p.district_id = $1 and p.id = $5
), need as materialized (
  select h.person_id
  from by_hand h
  join person p on p.district_id = $1 and p.id = h.person_id
  join made_for m on m.grades = '{}' or p.grades = '{}' or p.grades && m.grades
  where h.given and ($6::bigint[] is null or h.person_id = any($6::bigint[])) and exists (
    select from role_grant g
    where g.district_id = $1 and g.person_id = h.person_id and g.status = 'active' and g.role = any($3::text[]))
  union
  select fitting.person_id
  from product_rule_reach r
  cross join lateral (
    select g.person_id
    from role_grant g
    join person p on p.district_id = g.district_id and p.id = g.person_id
    where g.district_id = $1 and g.status = 'active' and g.role = any($3::text[])
      and ($6::bigint[] is null or g.person_id = any($6::bigint[]))
      and (r.school_ids = '{}' or g.scope_type = 'school' and g.scope_id = any(r.school_ids))
      and (r.grades = '{}' or p.grades && r.grades)
  ) fitting
  where r.district_id = $1 and r.product_id = $5
    and fitting.person_id not in (select h.person_id from by_hand h where not h.given)
  union
  select kept.person_id
  from product_rule_reach r
  cross join lateral (
    select s.person_id
    from seat s
    join person p on p.district_id = s.district_id and p.id = s.person_id
    join role_grant g on g.district_id = s.district_id and g.person_id = s.person_id
    where s.district_id = $1 and s.kind = $2 and s.state in ('assigned', 'over') and p.grades = '{}'
      and ($6::bigint[] is null or s.person_id = any($6::bigint[]))
      and g.status = 'active' and g.role = any($3::text[])
      and (r.school_ids = '{}' or g.scope_type = 'school' and g.scope_id = any(r.school_ids))
      and not exists (
        select from product_assignment a
        where a.district_id = s.district_id and a.product_id = $5 and a.person_id = s.person_id)
  ) kept
  where r.district_id = $1 and r.product_id = $5 and r.grades <> '{}'
), needing as materialized (
  select n.person_id from need n where n.person_id not in (select g.id from gone g)
)
select coalesce(n.person_id, s.person_id) as person_id, n.person_id is not null as needs, s.person_id is not null as seated
from needing n
full join (
  select person_id, state, until from seat
  where district_id = $1 and kind = $2 and ($6::bigint[] is null or person_id = any($6::bigint[]))
) s on s.person_id = n.person_id
where n.person_id is null and (s.state <> 'grace' or s.until <= $4)
  or s.person_id is null
  or n.person_id is not null and s.state = 'grace'
