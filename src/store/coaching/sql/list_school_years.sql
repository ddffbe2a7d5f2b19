-- Where somebody worked and as what, by school year, as the roster has kept it: classes that they taught by the terms of
-- these, roles that they held or hold at a school, and where the roster has them now. $1 district, $2 all schools?, $3 schools
-- in scope, $4 the person, $5 the month that school years begin with, $6 today. A school out of scope has no name.
with spans as (
  -- A class is of the years of its terms; without one, of the days of the enrolment.
  select k.school_id, 'teacher' as role, coalesce(t.start_date, n.begin_date) as begins,
    coalesce(t.start_date, n.end_date, n.begin_date) as ends
  from enrolment n
  join class k on k.district_id = n.district_id and k.id = n.class_id and k.school_id is not null
  left join term t on t.district_id = k.district_id and t.source_id = k.source_id and t.sourced_id = any (k.term_sourced_ids)
  where n.district_id = $1 and n.person_id = $4::text::bigint and n.role = 'teacher'
  union
  select g.scope_id, g.role, g.granted_at::date, coalesce(g.revoked_at::date, $6::date)
  from role_grant g
  where g.district_id = $1 and g.person_id = $4::text::bigint and g.scope_type = 'school'
    and g.role not in ('student', 'guardian')
  union
  select a.org_id, a.feed_role, coalesce(a.begin_date, $6::date), $6::date
  from affiliation a
  where a.district_id = $1 and a.person_id = $4::text::bigint
    and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
),
years as (
  select distinct s.school_id, s.role, year
  from spans s
  cross join lateral generate_series(
    extract(year from s.begins - make_interval(months => $5::int - 1))::int,
    extract(year from greatest(s.ends, s.begins) - make_interval(months => $5::int - 1))::int) as year
  where s.begins is not null and s.begins <= $6::date
),
named as (
  select y.year, case when $2::boolean or o.id = any ($3::text[]::bigint[]) then o.id end as school_id,
    case when $2::boolean or o.id = any ($3::text[]::bigint[]) then o.name end as school, y.role
  from years y
  join org o on o.district_id = $1 and o.id = y.school_id and o.type = 'school'
  where y.year <= extract(year from $6::date - make_interval(months => $5::int - 1))::int
),
places as (
  select year, school_id, school, array_agg(distinct role order by role) as roles from named group by year, school_id, school
)
select make_date(year, $5::int, 1)::text as "from",
  jsonb_agg(jsonb_build_object(
    'school', case when school_id is not null then jsonb_build_object('id', school_id::text, 'name', school) end,
    'roles', case when school_id is null then '[]' else to_jsonb(roles) end)
    order by school nulls last, school_id) as places
from places
group by year
order by year desc
