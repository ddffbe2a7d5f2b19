-- Staff of the schools in scope who may be meant in an older log, also such as have left: a part of the schools is enough.
-- reachSchools, then $4 mail addresses in lower case, $5 ids in the SIS, $6 "given family" names in lower case, $7 one person
-- who is told whatever their schools, or null. Who waits because the educator database is full isn't in it.
with meant as materialized (
  select p.id from person p where p.district_id = $1 and (
    lower(p.email) = any ($4::text[])
    or lower(concat_ws(' ', p.given_name, p.family_name)) = any ($6::text[])
    or lower(concat_ws(' ', coalesce(p.preferred_given_name, p.given_name),
      coalesce(p.preferred_family_name, p.family_name))) = any ($6::text[])
    or p.id = $7::text::bigint)
  union
  select s.person_id from person_source s where s.district_id = $1 and s.sourced_id = any ($5::text[])
)
select p.id::text as id,
  coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName",
  lower(p.email) as email,
  array(select distinct s.sourced_id from person_source s
    where s.district_id = p.district_id and s.person_id = p.id) as "sourcedIds",
  array(select distinct lower(n) from unnest(array[
    concat_ws(' ', p.given_name, p.family_name),
    concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))]) n
  ) as names,
  array(select distinct a.org_id::text from affiliation a
    where a.district_id = p.district_id and a.person_id = p.id) as "schoolIds",
  p.status <> 'active' or p.suspended_at is not null as "hasLeft"
from meant m join person p on p.district_id = $1 and p.id = m.id
where p.merged_into is null and p.erased_at is null
  and (p.id = $7::text::bigint or (exists (
      select from affiliation a
      where a.district_id = p.district_id and a.person_id = p.id
        and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
        and ($2::boolean or a.org_id = any ($3::text[]::bigint[])))
    and not exists (
      select from seat w
      where w.district_id = p.district_id and w.kind = 'educator-capacity' and w.person_id = p.id
        and w.state = 'waiting')))
