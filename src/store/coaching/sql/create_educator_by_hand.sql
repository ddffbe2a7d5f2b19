-- $1 district, $2 given name, $3 family name, $4 address or null.
insert into person (district_id, given_name, family_name, email) values ($1, $2, $3, $4) returning id::text as id
