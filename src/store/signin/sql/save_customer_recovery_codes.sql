-- The codes of before go. $1 customer, $2 administrator, $3 hashes.
with gone as (delete from customer_recovery_code
  where customer_id = $1 and customer_admin_id = $2 and code_hash <> all ($3::text[]))
insert into customer_recovery_code (customer_id, customer_admin_id, code_hash) select $1, $2, h from unnest($3::text[]) h
