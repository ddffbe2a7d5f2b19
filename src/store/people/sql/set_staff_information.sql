-- Of somebody whom no feed knows. $1 district, $2 person.
update person set given_name = $3, family_name = $4, preferred_given_name = $5, preferred_family_name = $6, email = $7
where district_id = $1 and id = $2
