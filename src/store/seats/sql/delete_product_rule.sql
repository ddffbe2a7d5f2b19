-- $1 district, $2 product, $3 name.
delete from product_rule where district_id = $1 and product_id = $2 and name = $3
