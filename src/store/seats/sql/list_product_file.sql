-- Who has, awaits or keeps a product, or had it taken back though a rule gives it, all of them, for a file: one statement, so
-- that nobody is missed or stands twice while others work, with the schools of all of them gathered once. $1 district,
-- $2 the whole of it?, $3 schools, $4 classes in reach, $5 kind of its seats, $6 product, $7 states, $8 the queue in its
-- order (people).
with queue as (
  select person_id, position from unnest($8::text[]::bigint[]) with ordinality as q (person_id, position)
), had as (
  select s.person_id, s.state, s.since, s.until, s.place
  from seat s
  where s.district_id = $1 and s.kind = $5 and s.state = any($7::text[])
  union all
  select a.person_id, 'taken_back', a.changed_at, null, null
  from product_assignment a
  where 'taken_back' = any($7::text[]) and a.district_id = $1 and a.product_id = $6 and not a.given
    and not exists (select from seat s where s.district_id = $1 and s.kind = $5 and s.person_id = a.person_id)
), page as materialized (
  select h.*, q.position
  from had h
  left join queue q on q.person_id = h.person_id
  where $2::boolean
    or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = h.person_id and a.org_id = any($3::text[]::bigint[]))
    or exists (
      select from enrolment e
      where e.district_id = $1 and e.person_id = h.person_id and e.status = 'active' and e.role = 'student'
        and e.class_id = any($4::text[]::bigint[]))
), studies as (
  select g.person_id, coalesce(array_agg(g.scope_id) filter (where g.scope_type = 'school'), '{}') as school_ids,
    array_agg(distinct g.scope_id) filter (where g.scope_type = 'school') as each_school
  from role_grant g
  where g.district_id = $1 and g.status = 'active' and g.role = 'student'
    and g.person_id = any(array(select person_id from page))
  group by g.person_id
), at_schools as (
  select s.person_id, array_agg(o.name order by lower(o.name), o.id) as schools
  from studies s
  join org o on o.district_id = $1 and o.id = any(s.each_school)
  group by s.person_id
)
select page.person_id::text as "personId", coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", coalesce(t.schools, '{}') as schools, p.grades, page.state,
  page.position::int, coalesce(a.given, false) as "byHand", a.until_on::text as "handUntil",
  array(
    select r.name from product_rule_reach r
    where r.district_id = $1 and r.product_id = $6 and s.person_id is not null
      and (r.grades = '{}' or p.grades && r.grades) and (r.school_ids = '{}' or s.school_ids && r.school_ids)
    order by r.position, r.name) as rules,
  (page.since at time zone d.timezone)::date::text as "sinceOn", (page.until at time zone d.timezone)::date::text as "untilOn"
from page
join district d on d.id = $1
join person p on p.district_id = $1 and p.id = page.person_id
left join studies s on s.person_id = page.person_id
left join at_schools t on t.person_id = page.person_id
left join product_assignment a on a.district_id = $1 and a.product_id = $6 and a.person_id = page.person_id
order by page.position nulls last, page.until nulls last, page.place nulls last, page.person_id
