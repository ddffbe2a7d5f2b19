-- $1 district, $2 somebody who is nobody of their own any more.
delete from product_assignment where district_id = $1 and person_id = $2
