select id, name, timezone, customer_id from district where id = $1 for no key update
