insert into customer_invitation (customer_id, customer_admin_id, token_hash, expires_at) values ($1, $2, $3, $4)
