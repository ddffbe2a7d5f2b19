-- $1 district.
select count(*)::int as total from payment where district_id = $1
