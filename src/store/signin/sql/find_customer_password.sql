-- The password of a customer's administrator, and what others know of them. $1 customer, $2 administrator, $3 a district
-- of the customer.
select a.password_hash, a.email, d.name as district_name, array_remove(array[a.email, a.name, d.name], null) as names
from customer_admin a join district d on d.customer_id = a.customer_id
where a.customer_id = $1 and a.id = $2 and d.id = $3 and a.status = 'active' and a.password_hash is not null
