-- $1 district, $2 kind, $3 people.
delete from seat
where district_id = $1 and kind = $2 and person_id = any($3::bigint[])
