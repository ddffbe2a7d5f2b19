update customer_admin set status = 'active', name = $3, password_hash = $4
where customer_id = $1 and id = $2 and status = 'invited'
returning id::text as id, email, (select min(d.id) from district d where d.customer_id = customer_admin.customer_id) as district_id
