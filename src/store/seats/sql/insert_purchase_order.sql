-- $1 district, $2 invoice, $3 number of the order, $4 who, $5 now.
insert into invoice_purchase_order (district_id, invoice_id, order_number, given_by, given_at)
values ($1, $2::text::bigint, $3, $4, $5)
