-- Uses a link up, and with it every other one of the same administrator. $1 customer, $2 hash of the token, $3 now.
with found as (
  delete from customer_password_reset where customer_id = $1 and token_hash = $2 and expires_at > $3
  returning customer_admin_id
), others as (
  delete from customer_password_reset r using found f
  where r.customer_id = $1 and r.customer_admin_id = f.customer_admin_id and r.token_hash <> $2
)
select customer_admin_id::text as holder from found
