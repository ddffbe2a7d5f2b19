insert into source (district_id, id, connector, config) values ($1, $2, $3, $4)
