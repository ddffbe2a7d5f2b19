-- $1 district, $2 person.
with codes as (delete from recovery_code where district_id = $1 and person_id = $2)
delete from second_factor where district_id = $1 and person_id = $2
