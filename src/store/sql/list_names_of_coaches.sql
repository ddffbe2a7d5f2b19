-- Names of people. $1 district, $2 their ids.
select p.id::text as id, concat_ws(' ', coalesce(p.preferred_given_name, p.given_name),
  coalesce(p.preferred_family_name, p.family_name)) as name
from person p
where p.district_id = $1 and p.id = any ($2::text[]::bigint[])
