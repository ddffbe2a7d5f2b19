insert into district (id, name, timezone, customer_id) values ($1, $2, $3, $4) on conflict (id) do nothing returning id
