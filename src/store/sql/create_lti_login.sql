insert into lti_login_state (state_hash, nonce_hash, browser_hash, registration_id, target_link_uri, login_hint,
  message_hint, deployment_hint, storage_target, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
-- A login that a crash of the server forgets is begun again: nobody waits for the disk.
returning set_config('synchronous_commit', 'off', true)
