-- $1 district, $2 kind, $3 school.
delete from licence_reservation
where district_id = $1 and kind = $2 and school_id = $3
