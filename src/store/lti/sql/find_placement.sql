-- A request of this person that waits for its answer. $1 district, $2 its number, $3 person, $4 now.
select p.id::text as id, p.registration_id::text as "registrationId", p.deployment_id as "deploymentId",
  p.return_url as "returnUrl", p.data, p.accepts_multiple as "acceptsMultiple", r.issuer as platform
from lti_placement p
join lti_registration r on r.id = p.registration_id
where p.district_id = $1 and p.id = $2::text::bigint and p.person_id = $3::text::bigint
  and p.consumed_at is null and p.expires_at > $4::timestamptz
