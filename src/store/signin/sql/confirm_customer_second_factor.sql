-- $1 customer, $2 administrator, $3 now.
update customer_second_factor set confirmed_at = $3
where customer_id = $1 and customer_admin_id = $2 and confirmed_at is null
