-- Whose an open link is. $1 customer, $2 hash of the token, $3 now.
select customer_admin_id::text as holder from customer_password_reset
where customer_id = $1 and token_hash = $2 and expires_at > $3
