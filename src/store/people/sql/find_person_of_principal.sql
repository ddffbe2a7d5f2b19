-- Who somebody is, for themself. $1 district, $2 person.
select p.id::text as id,
  coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName",
  (select s.sourced_id from person_source s
    where s.district_id = p.district_id and s.person_id = p.id and s.status = 'active'
    order by s.source_id, s.sourced_id limit 1) as "sourcedId"
from person p
where p.district_id = $1 and p.id = $2::text::bigint
