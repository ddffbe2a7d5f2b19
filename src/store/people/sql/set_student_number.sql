-- Of somebody whom no feed knows. $1 district, $2 person, $3 student number, or null.
update person set identifier = $3 where district_id = $1 and id = $2::text::bigint
