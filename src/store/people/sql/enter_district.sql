-- The session of a customer's administrator goes on in another district of the customer. $1 token, $2 district, $3 now.
update session s set district_id = $2
where s.token_hash = $1 and s.customer_id is not null and s.revoked_at is null and s.expires_at > $3
  and exists (select from district d where d.id = $2 and d.customer_id = s.customer_id)
