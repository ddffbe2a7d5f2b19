-- Somebody of the staff at work, in scope. reachSchools, $4 the person.
select p.id::text as id
from person p
where p.district_id = $1 and p.id = $4::text::bigint and p.status = 'active' and p.suspended_at is null
  and not exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
    and g.role in ('student', 'guardian'))
  and ($2::boolean
    or exists (select from affiliation a where a.district_id = $1 and a.person_id = p.id
      and a.org_id = any ($3::text[]::bigint[]) and a.feed_role not in ('student', 'guardian', 'parent', 'relative'))
    or exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
      and g.scope_type = 'school' and g.scope_id = any ($3::text[]::bigint[])))
