-- Invites somebody, or again who has not come yet or was removed. $1 customer, $2 address.
insert into customer_admin (customer_id, email) values ($1, $2)
on conflict (customer_id, lower(email)) do update set email = customer_admin.email,
  status = case customer_admin.status when 'removed' then 'invited' else customer_admin.status end
returning id::text as id, status
