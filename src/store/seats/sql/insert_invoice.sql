-- A draft. $1 district, $2 seller's number, $3 invoice that it credits, $4 reason, $5 currency, $6 seller, $7 bill to, $8 remittance,
-- $9 tax, $10 its rate, $11 subtotal, $12 tax amount, $13 total, $14 due on, $15 who, $16 now.
insert into invoice (district_id, seller_number, credits_id, reason, currency, seller, bill_to, remittance, tax_name, tax_rate_ppm,
  subtotal, tax, total, due_on, created_by, created_at)
values ($1, $2, $3::text::bigint, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
returning id::text
