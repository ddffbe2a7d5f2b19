select a.id, a.customer_id, a.name, a.email
from customer_admin a where a.customer_id = $1 and a.id = $2 and a.status = 'active'
  and exists (select from district d where d.id = $3 and d.customer_id = a.customer_id)
