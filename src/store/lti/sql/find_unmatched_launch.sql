-- One of the queue within the schools in scope, decided or not. reachSchools, $4 its number.
select u.registration_id::text as "registrationId", u.sub, u.status = 'open' as "isOpen"
from lti_unmatched_launch u
left join lti_context_link c
  on c.district_id = $1 and c.registration_id = u.registration_id and c.context_id = u.context_id
left join class k on k.district_id = $1 and k.id = c.class_id
where u.district_id = $1 and u.id = $4::text::bigint
  and ($2::boolean
    or k.school_id = any ($3::text[]::bigint[])
    or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = u.proposed_person_id and a.org_id = any ($3::text[]::bigint[])))
