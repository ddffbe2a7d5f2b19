-- $1 district, $2 issuer, $3 what it calls the person.
select person_id::text as "personId" from sso_link where district_id = $1 and issuer = $2 and sub = $3
