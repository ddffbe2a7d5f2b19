-- Since when an administrator is one. $1 customer, $2 administrator.
select created_at as "since" from customer_admin where customer_id = $1 and id = $2
