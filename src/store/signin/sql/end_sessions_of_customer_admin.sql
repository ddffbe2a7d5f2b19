-- Ends what a customer's administrator has open, in all districts, but for the session that asks. $1 customer,
-- $2 administrator, $3 now, $4 hash of the token of the session that stays, or null.
update session set revoked_at = $3
where customer_id = $1 and customer_admin_id = $2 and revoked_at is null and token_hash is distinct from $4
