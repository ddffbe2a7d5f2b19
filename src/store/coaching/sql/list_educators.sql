-- Staff of the schools in scope, by name, one page. reachSchools, then $4 one school or null, $5 words that a name must
-- all contain, $6 a person to leave out, $7 the coach whose last visit counts, $8 limit, $9 offset.
-- Who waits because the educator database is full isn't in it yet: taken out of the array, for a second condition on the
-- key made each page read everybody (255 ms instead of 40).
-- The staff is an array, so that people are read by their key: right after a first sync the planner knows nothing of the
-- tables, and a join took 16 s among 22,000 people, which is past what a page may take.
with place as (
  select distinct a.person_id
  from affiliation a
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
  where a.district_id = $1
    and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and ($2::boolean or a.org_id = any($3::text[]::bigint[]))
    and ($4::text is null or a.org_id = $4::text::bigint)
),
found as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name
  from person p
  where p.district_id = $1 and p.status = 'active' and p.suspended_at is null and p.id <> $6::text::bigint
    and p.id = any(array(
      select person_id from place
      except
      select w.person_id from seat w
      where w.district_id = $1 and w.kind = 'educator-capacity' and w.state = 'waiting'))
    and not exists (
      select from unnest($5::text[]) word
      where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
        word) = 0)
),
page as (
  select * from found as page order by {{order}} limit $8::int offset $9::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'givenName', page.given_name,
    'familyName', page.family_name,
    'schools',
{{+ name_schools}}
    ,
    'lastSeenOn', (
      select max(i.held_on)::text
      from interaction i
      join interaction_educator e on e.district_id = i.district_id and e.interaction_id = i.id
      where i.district_id = $1 and e.person_id = page.id and i.coach_id = $7::text::bigint)
  ) order by {{order}}), '[]') as items
from page
