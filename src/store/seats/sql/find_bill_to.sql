-- Whom the last invoice went to, else the district by its name. $1 district.
select coalesce(
  (select bill_to from invoice where district_id = $1 and credits_id is null order by id desc limit 1),
  (select name from district where id = $1)) as "billTo"
