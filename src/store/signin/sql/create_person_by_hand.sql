insert into person (district_id, given_name, family_name, email) values ($1, $2, $3, $4) returning id
