-- $1 district, $2 kind, $3 person.
delete from seat_priority
where district_id = $1 and kind = $2 and person_id = $3
