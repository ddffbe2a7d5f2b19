-- $1 district, $2 person, $3 hash, $4 now.
update recovery_code set used_at = $4 where district_id = $1 and person_id = $2 and code_hash = $3 and used_at is null
