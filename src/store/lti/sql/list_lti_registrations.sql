select r.id, r.issuer, r.client_id, r.auth_url, r.token_url, r.jwks_url, r.person_id_field, r.frame_origins,
  r.only_district_id, r.origin, r.product, r.token_audience,
  coalesce(jsonb_agg(jsonb_build_object('id', d.id::text, 'deploymentId', d.deployment_id,
    'districtId', d.district_id, 'status', d.status, 'isConfirmed', d.confirmed_at is not null) order by d.id) filter (where d.id is not null), '[]') as deployments
from lti_registration r left join lti_deployment d on d.registration_id = r.id
group by r.id order by r.id
