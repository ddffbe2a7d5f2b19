-- People by their numbers, with the address that the roster has; none of somebody who has left. $1 district, $2 ids.
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName",
  case when p.status = 'active' and p.suspended_at is null then nullif(btrim(p.email), '') end as email
from person p
where p.district_id = $1 and p.id = any ($2::text[]::bigint[])
order by lower(p.family_name), lower(p.given_name), p.id
