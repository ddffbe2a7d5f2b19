-- $1 district, $2 invoice, $3 lines in their order.
insert into invoice_line (district_id, invoice_id, position, kind, purchase, description, quantity, starts_on, ends_on, unit_price, amount)
select $1, $2::text::bigint, l.place, l.line ->> 'kind', l.line ->> 'purchase', l.line ->> 'description', (l.line ->> 'quantity')::integer,
  (l.line ->> 'startsOn')::date, (l.line ->> 'endsOn')::date, (l.line ->> 'unitPrice')::bigint, (l.line ->> 'amount')::bigint
from jsonb_array_elements($3::jsonb) with ordinality as l (line, place)
