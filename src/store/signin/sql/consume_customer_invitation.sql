update customer_invitation set accepted_at = $3
where customer_id = $1 and token_hash = $2 and accepted_at is null and expires_at > $3
returning customer_admin_id
