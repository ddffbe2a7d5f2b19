-- An educator whom the reader works with or has worked with. reachRecords, then $5 all schools?, $6 schools in scope,
-- $7 the educator; of a record that was merged into another, that one.
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName"
from person p
where p.district_id = $1 and p.id = coalesce((
    select m.merged_into from person m where m.district_id = $1 and m.id = $7::text::bigint), $7::text::bigint) and p.erased_at is null
  and (
    exists (
      select from affiliation a
      join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
      where a.district_id = $1 and a.person_id = p.id
        and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
        and ($5::boolean or a.org_id = any ($6::text[]::bigint[])))
    or exists (
      select from interaction_educator e
      join interaction i on i.district_id = e.district_id and i.id = e.interaction_id
      where e.district_id = $1 and e.person_id = p.id and ($2::boolean or i.coach_id = $3::text::bigint)
        and not exists (
          select from interaction_about s
          where s.district_id = $1 and s.interaction_id = i.id and s.person_id = $4::text::bigint)))
