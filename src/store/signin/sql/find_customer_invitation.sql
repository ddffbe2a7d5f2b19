select a.email, i.expires_at
from customer_invitation i
join customer_admin a on a.customer_id = i.customer_id and a.id = i.customer_admin_id
where i.customer_id = $1 and i.token_hash = $2 and i.accepted_at is null and i.expires_at > $3
  and a.status = 'invited'
