-- Which of these are products of the catalogue. $1 district, $2 ids.
select id from product where district_id = $1 and id = any ($2::text[]) and status = 'active'
