-- $1 district, $2 id of the support access, $3 now.
update session set revoked_at = $3 where district_id = $1 and support_access_id = $2 and revoked_at is null
