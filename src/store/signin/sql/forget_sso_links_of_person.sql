-- What the provider calls this person names nobody until they come again. $1 district, $2 person.
delete from sso_link where district_id = $1 and person_id = $2
