select id, name from district where customer_id = $1 order by lower(name), id
