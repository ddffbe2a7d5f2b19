-- What people are called, as lists show them: $1 district, $2 people.
select p.id::text, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName"
from person p
where p.district_id = $1 and p.id = any($2::text[]::bigint[])
