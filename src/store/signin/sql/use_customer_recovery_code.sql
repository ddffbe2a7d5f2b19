-- $1 customer, $2 administrator, $3 hash, $4 now.
update customer_recovery_code set used_at = $4
where customer_id = $1 and customer_admin_id = $2 and code_hash = $3 and used_at is null
