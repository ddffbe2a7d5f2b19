-- $1 district, $2 the invoice that they take back.
select id::text, number, total::float8 as amount, issued_on::text as "issuedOn", reason
from invoice where district_id = $1 and credits_id = $2::text::bigint and issued_on is not null
order by id
