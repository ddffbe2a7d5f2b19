-- The enrolments by which somebody teaches a class now. $1 district, $2 class, $3 person.
select e.source_id || '/' || e.sourced_id as id
from enrolment e
where e.district_id = $1 and e.class_id = $2::text::bigint and e.person_id = $3::text::bigint and e.role = 'teacher'
  and e.status = 'active'
order by 1
