-- $1 district, $2 the seller's number.
select total::float8, currency from invoice where district_id = $1 and seller_number = $2
