-- $1 district, $2 invoice, $3 reference, $4 address, $5 amount, $6 currency, $7 who, $8 now, $9 until when.
insert into payment_checkout (district_id, invoice_id, reference, url, amount, currency, opened_by, opened_at, expires_at)
values ($1, $2::text::bigint, $3, $4, $5, $6, $7, $8, $9)
on conflict (district_id, reference) do nothing
