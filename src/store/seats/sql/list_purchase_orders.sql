-- The latest first. $1 district, $2 invoice.
select o.order_number as "orderNumber", o.given_at as "givenAt",
  case when o.given_by ~ '^person:[0-9]{1,18}$' then (
    select concat_ws(' ', p.given_name, p.family_name) from person p
    where p.district_id = $1 and p.id = split_part(o.given_by, ':', 2)::bigint) end as "byName"
from invoice_purchase_order o
where o.district_id = $1 and o.invoice_id = $2::text::bigint
order by o.id desc
