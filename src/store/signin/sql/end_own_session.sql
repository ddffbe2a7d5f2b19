-- Ends one open session of whoever asks. $1 district, $2 the person or null, $3 hash of the token that asks, $4 now,
-- $5 the session.
update session s set revoked_at = $4
where s.district_id = $1 and s.id = $5::bigint and s.revoked_at is null
  and s.expires_at > $4 and s.idle_expires_at > $4
  and (s.person_id = $2::bigint
    or s.customer_admin_id = (select a.customer_admin_id from session a where a.token_hash = $3))
returning s.id::text as id, s.person_id::text as "personId"
