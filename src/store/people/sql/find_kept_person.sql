-- Anybody of the district of whom something is kept. $1 district, $2 person.
select p.id::text as id, p.given_name as "givenName", p.family_name as "familyName",
  p.preferred_given_name as "preferredGivenName", p.preferred_family_name as "preferredFamilyName",
  p.status = 'active' as "isActive",
  exists (select from person_source s where s.district_id = $1 and s.person_id = p.id and s.source_id <> ''
    and s.status = 'active') as "isFed",
  is_under_hold($1, p.id) as "isHeld",
  (select a.email from account a where a.district_id = $1 and a.person_id = p.id) as "accountEmail"
from person p
where p.district_id = $1 and p.id = $2::text::bigint and p.merged_into is null and p.erased_at is null
