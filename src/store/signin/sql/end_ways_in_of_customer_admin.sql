-- Links that would let them in again. $1 customer, $2 administrator, $3 now.
with links as (
  update customer_invitation set expires_at = least(expires_at, $3)
  where customer_id = $1 and customer_admin_id = $2::text::bigint and accepted_at is null
)
delete from customer_password_reset where customer_id = $1 and customer_admin_id = $2::text::bigint
