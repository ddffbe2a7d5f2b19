-- People who have one of these addresses, by the roster or an account, and haven't left. reachSchools, then $4 addresses in
-- lower case.
with meant as materialized (
  select p.id from person p where p.district_id = $1 and lower(p.email) = any ($4::text[]) and p.status = 'active'
  union
  select a.person_id from account a where a.district_id = $1 and lower(a.email) = any ($4::text[])
)
select
{{+ import_person_columns}}
  array(select lower(x) from unnest(array[p.email, (select a.email from account a
    where a.district_id = $1 and a.person_id = p.id limit 1)]) x where x is not null) as emails,
  p.status = 'active' and not exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id
    and g.status = 'active' and g.role in ('student', 'guardian')) as "isStaff",
  p.suspended_at is not null or not p.enabled or p.status <> 'active' as "isSuspended",
  $2::boolean
    or exists (select from affiliation a where a.district_id = $1 and a.person_id = p.id
      and a.org_id = any ($3::text[]::bigint[]) and a.feed_role not in ('student', 'guardian', 'parent', 'relative'))
    or exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
      and g.scope_type = 'school' and g.scope_id = any ($3::text[]::bigint[])) as "inReach",
  coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'schoolId', g.scope_id::text)) from role_grant g
    where g.district_id = $1 and g.person_id = p.id and g.status = 'active' and g.scope_type = 'school'), '[]') as roles,
  array(select distinct e.class_id::text from enrolment e
    where e.district_id = $1 and e.person_id = p.id and e.role = 'teacher' and e.status = 'active') as teaches,
  array(select distinct e.class_id::text from enrolment e
    join sticky_field f on f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member' and f.value = 'false'
      and f.record = e.source_id || '/' || e.sourced_id
    where e.district_id = $1 and e.person_id = p.id and e.role = 'teacher' and e.status <> 'active') as "takenOutOf"
from meant m join person p on p.district_id = $1 and p.id = m.id
order by p.id
