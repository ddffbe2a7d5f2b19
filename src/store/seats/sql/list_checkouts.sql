-- The latest first. $1 district, $2 invoice (null: any), $3 reference (null: any).
select invoice_id::text as "invoiceId", reference, url, amount::float8, currency, opened_at as "openedAt", expires_at as "expiresAt"
from payment_checkout
where district_id = $1 and ($2::text is null or invoice_id = $2::text::bigint) and ($3::text is null or reference = $3)
order by id desc
limit 100
