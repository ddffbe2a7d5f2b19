insert into lti_registration_link (district_id, token_hash, created_by, created_at, expires_at)
values ($1, $2, current_setting('app.actor'), $3, $4)
returning id::text as "id"
