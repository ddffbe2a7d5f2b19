-- Educators of the schools in scope whom nobody has seen since a day, one page. reachSchools, $4 whom nothing may
-- be about or null: who was seen together with them alone was seen by nobody, $5 one coach whose visits count or null for everybody's, $6 the day, $7 limit, $8 offset,
-- $9 these people alone, or null.
-- Whether somebody was seen since, and when last, is one entry of the index of who was there, for each person: gathered
-- from all interactions since the day, who was seen took twice as long as all the rest.
with place as materialized (
  select distinct a.person_id
  from affiliation a
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
  where a.district_id = $1
    and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and ($2::boolean or a.org_id = any($3::text[]::bigint[]))
),
theirs as materialized (
  select e.interaction_id from interaction_about e where e.district_id = $1 and e.person_id = $4::text::bigint
),
found as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name
  from person p
  where p.district_id = $1 and p.status = 'active' and p.suspended_at is null
    and ($9::text[] is null or p.id = any ($9::text[]::bigint[]))
    and p.id is distinct from $4::text::bigint and p.id is distinct from $5::text::bigint
    and p.id = any(array(
      select person_id from place
      except
      select w.person_id from seat w
      where w.district_id = $1 and w.kind = 'educator-capacity' and w.state = 'waiting'))
    -- With NOT EXISTS everybody who was ever there would be joined.
    and (
      select true from interaction_educator e
      where e.district_id = $1 and e.person_id = p.id and e.held_on >= $6::date
        and ($5::text is null or e.coach_id = $5::text::bigint)
        and e.interaction_id not in (select t.interaction_id from theirs t)
      limit 1) is null
),
page as (
  select page.*, row_number() over (order by {{order}}) as place from found as page
  order by place limit $7::int offset $8::int
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
      select e.held_on::text from interaction_educator e
      where e.district_id = $1 and e.person_id = page.id and ($5::text is null or e.coach_id = $5::text::bigint)
        and e.interaction_id not in (select t.interaction_id from theirs t)
      order by e.held_on desc limit 1)
  ) order by page.place), '[]') as items
from page
