-- $1 district, $2 invoice.
select kind, purchase, description, quantity, starts_on::text as "startsOn", ends_on::text as "endsOn",
  unit_price::float8 as "unitPrice", amount::float8
from invoice_line where district_id = $1 and invoice_id = $2::text::bigint
order by position
