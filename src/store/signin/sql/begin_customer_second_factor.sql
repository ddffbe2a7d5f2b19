-- A secret that waits to be proven; one that is proven already stays. $1 customer, $2 administrator, $3 sealed secret, $4 now.
insert into customer_second_factor as f (customer_id, customer_admin_id, secret_sealed, created_at) values ($1, $2, $3, $4)
on conflict (customer_id, customer_admin_id)
  do update set secret_sealed = excluded.secret_sealed, created_at = excluded.created_at
where f.confirmed_at is null
