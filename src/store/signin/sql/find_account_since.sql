-- Since when a person has their account. $1 district, $2 person.
select created_at as "since" from account where district_id = $1 and person_id = $2
