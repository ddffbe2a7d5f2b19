-- Logins that were begun, as JSON with the names of the record.
insert into lti_login_state (state_hash, nonce_hash, browser_hash, registration_id, target_link_uri, login_hint,
  message_hint, deployment_hint, storage_target, expires_at)
select "stateHash", "nonceHash", "browserHash", "registrationId", "targetLinkUri", "loginHint", "messageHint",
  "deploymentHint", "storageTarget", "expiresAt"
from jsonb_to_recordset($1::jsonb) as login ("stateHash" text, "nonceHash" text, "browserHash" text,
  "registrationId" bigint, "targetLinkUri" text, "loginHint" text, "messageHint" text, "deploymentHint" text,
  "storageTarget" text, "expiresAt" timestamptz)
-- A login that a crash of the server forgets is begun again: nobody waits for the disk.
returning set_config('synchronous_commit', 'off', true)
