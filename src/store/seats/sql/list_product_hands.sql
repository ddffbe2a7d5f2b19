-- Which of these people somebody gave a product and until which day, or from whom it was taken back though a rule gives it. $1 district,
-- $2 product, $3 people.
select a.person_id::text as "personId", a.given, a.until_on::text as "untilOn"
from product_assignment a
where a.district_id = $1 and a.product_id = $2 and a.person_id = any($3::bigint[])
