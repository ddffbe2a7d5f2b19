-- The course pages that are linked to a class. $1 district, $2 class.
select l.id::text as id, l.title, l.registration_id::text as "registrationId", l.memberships_url as "membershipsUrl",
  l.platform_family as "platformFamily", r.issuer as platform, r.person_id_field as "personIdField"
from lti_context_link l
join lti_registration r on r.id = l.registration_id
where l.district_id = $1 and l.class_id = $2::text::bigint
order by l.seen_at desc, l.id
limit 5
