-- Ends what a person has open, but for the session that asks. $1 district, $2 person, $3 now, $4 hash of the token of the
-- session that stays, or null.
update session set revoked_at = $3
where district_id = $1 and person_id = $2 and revoked_at is null and token_hash is distinct from $4
