-- Keeps the five classes that most of a course page's people are in. $1 district, $2 registration, $3 course page,
-- $4 people; nobody alone makes a class likely.
with gone as (
  delete from lti_context_proposal
  where district_id = $1 and registration_id = $2::text::bigint and context_id = $3
), shared as (
  select e.class_id, count(distinct e.person_id)::int as shared
  from enrolment e
  join class c on c.district_id = $1 and c.id = e.class_id and c.status = 'active'
  where e.district_id = $1 and e.status = 'active' and e.person_id = any ($4::text[]::bigint[])
  group by e.class_id
  having count(distinct e.person_id) >= 2
), sized as (
  select s.class_id, s.shared, (
    select count(distinct e.person_id)::int from enrolment e
    where e.district_id = $1 and e.class_id = s.class_id and e.status = 'active') as enrolled
  from shared s
)
select $2::text as "registrationId", $3 as "contextId", class_id::text as "classId", shared,
  cardinality($4::text[]) as members, enrolled
from sized
order by shared desc, enrolled, class_id
limit 5
