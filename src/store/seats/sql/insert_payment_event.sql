-- None where it was told before. $1 district, $2 event, $3 type, $4 outcome, $5 invoice, $6 now.
insert into payment_event (district_id, event, type, outcome, invoice_id, told_at)
values ($1, $2, $3, $4, $5::text::bigint, $6)
on conflict (district_id, event) do nothing
