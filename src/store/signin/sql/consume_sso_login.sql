-- Uses a login up; one of many gets it. $1 hash of its state, $2 now.
update sso_login_state set consumed_at = $2
where state_hash = $1 and consumed_at is null and expires_at > $2
returning district_id as "districtId", browser_hash as "browserHash", version::text as version
