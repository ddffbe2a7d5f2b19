-- $1 district, $2 person, $3 hash, $4 now.
update account set password_hash = $3, password_set_at = $4 where district_id = $1 and person_id = $2
