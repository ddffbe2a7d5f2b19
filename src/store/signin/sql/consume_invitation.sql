update invitation set accepted_at = $3
where district_id = $1 and token_hash = $2 and accepted_at is null and revoked_at is null and expires_at > $3
returning id, email, role, scope_type, scope_id, person_id
