update session set roles = $2 where token_hash = $1 and revoked_at is null
