select id, name, timezone, customer_id from district order by id
