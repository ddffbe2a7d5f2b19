-- $1 customer, $2 administrator.
with codes as (delete from customer_recovery_code where customer_id = $1 and customer_admin_id = $2)
delete from customer_second_factor where customer_id = $1 and customer_admin_id = $2
