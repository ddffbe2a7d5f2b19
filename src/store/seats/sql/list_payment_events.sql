-- What somebody has to look into, the latest first. $1 district, $2 invoice (null: all).
select event, type, outcome, invoice_id::text as "invoiceId", told_at as "toldAt"
from payment_event
where district_id = $1 and ($2::text is null or invoice_id = $2::text::bigint)
  and outcome in ('amount_differs', 'currency_differs', 'unknown')
order by told_at desc, event
limit 100
