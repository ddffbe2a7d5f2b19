-- The registrations that serve the district: whether each serves no other, and whether it may link by e-mail.
select r.id::text as "registrationId", r.issuer as platform, r.client_id as "clientId",
  not exists (
    select from lti_deployment o
    where o.registration_id = r.id and o.district_id is not null and o.district_id <> $1) as "servesOne",
  coalesce(c.enabled, false) as enabled
from lti_registration r
left join lti_email_choice c on c.district_id = $1 and c.registration_id = r.id
where exists (select from lti_deployment d where d.registration_id = r.id and d.district_id = $1)
order by r.id
