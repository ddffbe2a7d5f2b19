-- $1 customer, $2 administrator.
select secret_sealed as "sealed", confirmed_at as "confirmedAt",
  (select count(*)::int from customer_recovery_code r
    where r.customer_id = $1 and r.customer_admin_id = $2 and r.used_at is null) as "codesLeft"
from customer_second_factor where customer_id = $1 and customer_admin_id = $2
