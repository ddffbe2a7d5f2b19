insert into lti_login_state (state_hash, nonce_hash, browser_hash, registration_id, target_link_uri, login_hint,
  message_hint, deployment_hint, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
