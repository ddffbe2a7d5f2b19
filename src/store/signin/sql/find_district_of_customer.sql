-- The customer's first district. $1 customer.
select min(id) as id from district where customer_id = $1
