-- $1 district, $2 the grant, $3 now.
update role_grant set status = 'revoked', revoked_at = $3
where district_id = $1 and id = $2 and status = 'active' and origin = 'manual'
