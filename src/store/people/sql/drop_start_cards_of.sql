-- Cards that others take the place of. $1 district, $2 people.
delete from start_card where district_id = $1 and person_id = any ($2::text[]::bigint[])
