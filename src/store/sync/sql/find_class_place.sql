-- For adding a person to a class by hand: is the person known to the class's own source, and in the class already, or
-- taken out of it by hand?
-- $1 district, $2 class, $3 person, $4 role.
select exists (select from person_source s where s.district_id = $1 and s.source_id = c.source_id
    and s.person_id = $3::text::bigint and s.status = 'active') as known,
  exists (select from enrolment e where e.district_id = $1 and e.class_id = c.id and e.person_id = $3::text::bigint
    and e.role = $4 and e.status = 'active') as there,
  exists (select from enrolment e
    join sticky_field f on f.district_id = e.district_id and f.kind = 'enrolments' and f.field = 'member'
      and f.value = 'false' and f.record = e.source_id || '/' || e.sourced_id
    where e.district_id = $1 and e.class_id = c.id and e.person_id = $3::text::bigint and e.role = $4) as removed
from class c where c.district_id = $1 and c.id = $2::text::bigint
