-- $1 district, $2 kind, $3 name.
delete from licence_purchase
where district_id = $1 and kind = $2 and name = $3
