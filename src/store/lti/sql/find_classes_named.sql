-- Which active class is meant by what somebody typed: a sourcedId of any source, or our own number. $1 district, $2 it.
select c.id::text as id from class c
where c.district_id = $1 and c.status = 'active' and (c.sourced_id = $2 or 'id:' || c.id::text = $2)
order by c.id
