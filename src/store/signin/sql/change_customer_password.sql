-- $1 customer, $2 administrator, $3 hash.
update customer_admin set password_hash = $3 where customer_id = $1 and id = $2
