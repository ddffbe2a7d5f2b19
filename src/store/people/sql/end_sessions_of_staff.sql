-- $1 district, $2 person, $3 now.
update session set revoked_at = $3 where district_id = $1 and person_id = $2 and revoked_at is null
