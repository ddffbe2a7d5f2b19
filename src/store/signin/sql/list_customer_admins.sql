-- The administrators of a customer, those of before last. $1 customer.
select a.id::text as id, a.email, a.name, a.status, a.created_at as "since",
  exists (select from customer_second_factor f where f.customer_id = a.customer_id and f.customer_admin_id = a.id
    and f.confirmed_at is not null) as "hasSecondFactor"
from customer_admin a
where a.customer_id = $1
order by a.status = 'removed', lower(coalesce(a.name, a.email)), a.id
