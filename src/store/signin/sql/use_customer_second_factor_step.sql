-- A code of a time step works once, and none of an earlier one after it. $1 customer, $2 administrator, $3 step.
update customer_second_factor set last_step = $3 where customer_id = $1 and customer_admin_id = $2 and last_step < $3
