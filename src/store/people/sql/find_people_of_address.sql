-- Who has one of these addresses already, as a person or an account, and does not count as gone. $1 district, $2 addresses.
select distinct lower(x.email) as email, x.person_id::text as "personId"
from (
  select p.email, p.id as person_id from person p
  where p.district_id = $1 and lower(p.email) = any ($2::text[]) and p.status = 'active'
  union all
  select a.email, a.person_id from account a where a.district_id = $1 and lower(a.email) = any ($2::text[])
) x
