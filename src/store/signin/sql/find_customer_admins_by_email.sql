select a.customer_id, a.id, a.password_hash,
  (select min(d.id) from district d where d.customer_id = a.customer_id) as district_id
from customer_admin a
where lower(a.email) = lower($1) and a.status = 'active' and a.password_hash is not null
order by a.customer_id, a.id
