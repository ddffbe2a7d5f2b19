-- The registrations that serve a district, with its own deployments, and with those that wait where the registration
-- serves nobody else. Another district's deployments are never among them.
select r.id::text as "id", r.issuer, r.client_id as "clientId", r.auth_url as "authUrl", r.token_url as "tokenUrl",
  r.jwks_url as "jwksUrl", r.person_id_field as "personIdField", r.frame_origins as "frameOrigins", r.origin, r.product,
  r.only_district_id is null as "isShared",
  coalesce(jsonb_agg(jsonb_build_object('id', d.id::text, 'deploymentId', d.deployment_id, 'status', d.status,
    'isConfirmed', d.confirmed_at is not null)
    order by d.id) filter (where d.id is not null), '[]') as deployments
from lti_registration r
left join lti_deployment d on d.registration_id = r.id
  and (d.district_id = $1 or (d.status = 'pending' and r.only_district_id = $1))
where r.only_district_id = $1
  or exists (select from lti_deployment own where own.registration_id = r.id and own.district_id = $1)
group by r.id order by r.id
