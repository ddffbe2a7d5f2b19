select i.id::text, i.number, i.seller_number as "sellerNumber", i.credits_id::text as "creditsId", k.number as "creditsNumber",
  i.reason, i.currency, i.issued_on::text as "issuedOn", i.due_on::text as "dueOn", i.seller, i.bill_to as "billTo",
  i.remittance, i.tax_name as "taxName", i.tax_rate_ppm as "taxRatePpm",
  i.subtotal::float8, i.tax::float8, i.total::float8, i.created_at as "createdAt",
  coalesce(c.credited, 0)::float8 as credited, coalesce(c.tax, 0)::float8 as "creditedTax",
  coalesce(p.paid, 0)::float8 as paid, coalesce(p.refunded, 0)::float8 as refunded,
  o.order_number as "orderNumber", d.today
from invoice i
left join invoice k on k.district_id = i.district_id and k.id = i.credits_id
left join lateral (
  select sum(n.total) as credited, sum(n.tax) as tax from invoice n
  where n.district_id = i.district_id and n.credits_id = i.id and n.issued_on is not null) c on true
left join lateral (
  select sum(m.amount) filter (where m.refunds_id is null) as paid,
    sum(m.amount) filter (where m.refunds_id is not null) as refunded
  from payment m where m.district_id = i.district_id and m.invoice_id = i.id) p on true
left join lateral (
  select g.order_number from invoice_purchase_order g
  where g.district_id = i.district_id and g.invoice_id = i.id order by g.id desc limit 1) o on true
