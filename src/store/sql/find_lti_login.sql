select state_hash, nonce_hash, browser_hash, registration_id, target_link_uri, login_hint, message_hint,
  deployment_hint, expires_at, consumed_at is not null as consumed
from lti_login_state where state_hash = $1
