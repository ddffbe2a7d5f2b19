-- None where it is noted already. $1 district, $2 invoice, $3 payment that it gives back, $4 way, $5 amount,
-- $6 currency, $7 day (null: today there), $8 reference, $9 who, $10 now.
insert into payment (district_id, invoice_id, refunds_id, way, amount, currency, paid_on, reference, noted_by, noted_at)
select $1, $2::text::bigint, $3::text::bigint, $4, $5, $6,
  coalesce($7::date, ($10::timestamptz at time zone timezone)::date), $8, $9, $10
from district where id = $1
on conflict do nothing
returning id::text
