insert into source (district_id, id, connector, config, borrows_orgs) values ($1, $2, $3, $4, $5)
