-- The products of a district's catalogue that aren't withdrawn. $1 district.
select id, name from product where district_id = $1 and status = 'active'
