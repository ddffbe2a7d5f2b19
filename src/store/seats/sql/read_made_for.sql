-- The grades that product $2 is made for; none: all. $1 district.
select grades from product where district_id = $1 and id = $2
