-- One course page in scope. reachSchools, $4 its number.
select l.id::text as id, l.registration_id::text as "registrationId", l.context_id as "contextId",
  l.memberships_url as "membershipsUrl", l.platform_family as "platformFamily", r.person_id_field as "personIdField"
from lti_context_link l
join lti_registration r on r.id = l.registration_id
left join class k on k.district_id = $1 and k.id = l.class_id
where l.district_id = $1 and l.id = $4::text::bigint
  and ($2::boolean
    or k.school_id = any ($3::text[]::bigint[])
    or exists (
      select from lti_context_proposal o
      join class c on c.district_id = $1 and c.id = o.class_id
      where o.district_id = $1 and o.registration_id = l.registration_id and o.context_id = l.context_id
        and c.school_id = any ($3::text[]::bigint[])))
