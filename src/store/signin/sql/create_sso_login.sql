insert into sso_login_state (state_hash, browser_hash, district_id, version, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6)
