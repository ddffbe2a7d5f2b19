-- $1 district, $2 the invitation, $3 now.
update invitation set revoked_at = $3
where district_id = $1 and id = $2::text::bigint and accepted_at is null and revoked_at is null and expires_at > $3
