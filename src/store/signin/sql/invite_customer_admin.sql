insert into customer_admin (customer_id, email) values ($1, $2)
on conflict (customer_id, lower(email)) do update set email = customer_admin.email
returning id, status
