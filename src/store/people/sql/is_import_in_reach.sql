-- Whether all that an import did lies in scope still. reachSchools, then $4 classes in scope, $5 import.
select not exists (
  select from roster_import_effect e
  where e.district_id = $1 and e.import_id = $5::text::bigint and not (
    $2::boolean
    or exists (select from class c where c.district_id = $1 and c.id = e.class_id
      and (c.school_id = any ($3::text[]::bigint[]) or c.id = any ($4::text[]::bigint[])))
    or (e.class_id is null and (
      exists (select from affiliation a where a.district_id = $1 and a.person_id = e.person_id
        and a.org_id = any ($3::text[]::bigint[]))
      or exists (select from enrolment l where l.district_id = $1 and l.person_id = e.person_id and l.status = 'active'
        and l.role = 'student' and l.class_id = any ($4::text[]::bigint[]))))
  )) as reached
