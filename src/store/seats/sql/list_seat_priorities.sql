-- $1 district, $2 kind, $3 people: the numbers of the order by hand, of whoever has one.
select person_id, priority from seat_priority where district_id = $1 and kind = $2 and person_id = any($3::bigint[])
