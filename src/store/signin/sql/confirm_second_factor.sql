-- $1 district, $2 person, $3 now.
update second_factor set confirmed_at = $3 where district_id = $1 and person_id = $2 and confirmed_at is null
