-- All that was given by hand, at once. $1 district, $2 person, $3 now.
update role_grant set status = 'revoked', revoked_at = $3
where district_id = $1 and person_id = $2 and status = 'active' and origin = 'manual'
