-- Names of schools. $1 district, $2 their ids.
select o.id::text as id, o.name from org o where o.district_id = $1 and o.id = any ($2::text[]::bigint[])
