-- The person, where they belong to one of the schools in scope: by the feed, by a role there, or by a class there.
-- reachSchools, then $4 person.
select p.id::text as id
from person p
where p.district_id = $1 and p.id = $4::text::bigint
  and ($2::boolean
    or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = p.id and a.org_id = any($3::text[]::bigint[]))
    or exists (
      select from role_grant g
      where g.district_id = $1 and g.person_id = p.id and g.status = 'active' and g.scope_type = 'school'
        and g.scope_id = any($3::text[]::bigint[]))
    or exists (
      select from enrolment e
      join class k on k.district_id = e.district_id and k.id = e.class_id
      where e.district_id = $1 and e.person_id = p.id and e.status = 'active'
        and k.school_id = any($3::text[]::bigint[])))
