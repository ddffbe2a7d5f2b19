-- Who of the schools in scope may be the educator that somebody is about to add: of the same address, or of the same name at
-- that school. reachSchools, $4 given name, $5 family name, $6 address in lower case or null, $7 the school, $8 at most.
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName",
  case when lower(p.email) = $6::text then 'email' else 'name' end as because,
  p.status = 'active' and p.suspended_at is null as "isActive"
from person p
where p.district_id = $1 and p.merged_into is null and p.erased_at is null
  and (lower(p.email) = $6::text
    or p.id = any(array(
      select a.person_id from affiliation a
      where a.district_id = $1 and a.org_id = $7::text::bigint
        and a.feed_role not in ('student', 'guardian', 'parent', 'relative')))
      and fold_name(p.family_name) = fold_name($5)
      and fold_name($4) in (fold_name(p.given_name), fold_name(p.preferred_given_name)))
  and ($2::boolean or exists (
    select from affiliation a
    where a.district_id = $1 and a.person_id = p.id and a.org_id = any ($3::text[]::bigint[])))
order by because, lower(p.family_name), lower(p.given_name), p.id limit $8::int
