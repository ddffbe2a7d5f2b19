-- Logins with the registrations that they were started with. $1 states.
select l.state_hash, l.nonce_hash, l.browser_hash, l.registration_id, l.target_link_uri, l.login_hint, l.message_hint,
  l.deployment_hint, l.storage_target, l.expires_at, l.consumed_at is not null as consumed,
  r.id, r.issuer, r.client_id, r.auth_url, r.token_url, r.jwks_url, r.person_id_field, r.frame_origins,
  r.only_district_id, r.origin, r.product, r.token_audience
from lti_login_state l join lti_registration r on r.id = l.registration_id
where l.state_hash = any ($1::text[])
