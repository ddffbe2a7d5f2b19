-- Somebody active within the schools in scope, to be linked. reachSchools, $4 person.
select p.id::text as id, holds_more($1, p.id) as "holdsMore"
from person p
where p.district_id = $1 and p.id = $4::text::bigint and p.status = 'active' and p.enabled and p.suspended_at is null
  and ($2::boolean
    or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = p.id and a.org_id = any ($3::text[]::bigint[]))
    or exists (
      select from enrolment e
      join class k on k.district_id = $1 and k.id = e.class_id and k.status = 'active'
      where e.district_id = $1 and e.person_id = p.id and e.status = 'active'
        and k.school_id = any ($3::text[]::bigint[])))
