update session set seen_at = $2, idle_expires_at = least($3, expires_at)
where token_hash = $1 and revoked_at is null and seen_at < $2
