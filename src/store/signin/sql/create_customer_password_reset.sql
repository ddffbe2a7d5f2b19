insert into customer_password_reset (customer_id, token_hash, customer_admin_id, created_at, expires_at)
values ($1, $2, $3, $4, $5)
