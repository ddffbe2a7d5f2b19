-- Educators whom a coach has worked with in two years and not seen since a day, the longest first: those in scope now, and in none of
-- the coach's open cycles, which are due by themselves. Of a coach with a caseload who is in it, also whom they have never met:
-- before all others, without a day. reachSchools, then $4 the coach, $5 the day, $6 limit, $7 of the coach's
-- caseloads alone?, $8 today, $9 first day of the school year.
-- It begins with the coach's own interactions, a few thousand among a million, and looks up who was there by the key of
-- each: joined, all million were read.
with caseload as materialized (
  select p.person_id from caseload_people($1, $4::text::bigint, null, $8::date, $9::date) p where $7::boolean
),
seen as (
  select e.person_id, max(i.held_on) as last_on
  from interaction i
  cross join lateral (
    select t.person_id from interaction_educator t
    where t.district_id = i.district_id and t.interaction_id = i.id
    offset 0
  ) e
  where i.district_id = $1 and i.coach_id = $4::text::bigint
    and i.held_on >= $5::date - 730
  group by e.person_id
),
met as (
  select person_id, last_on from seen where last_on < $5::date
  union all
  select c.person_id, null from caseload c
  where c.person_id <> $4::text::bigint and not exists (select from seen s where s.person_id = c.person_id)
),
here as (
  select s.person_id, s.last_on, p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name
  from met s
  join person p on p.district_id = $1 and p.id = s.person_id and p.status = 'active' and p.suspended_at is null
  where (not $7::boolean or s.person_id in (select c.person_id from caseload c))
    and exists (
      select from affiliation a
      join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
      where a.district_id = $1 and a.person_id = s.person_id
        and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
        and ($2::boolean or a.org_id = any($3::text[]::bigint[])))
    and not exists (
      select from coaching_cycle_educator m
      join coaching_cycle c on c.district_id = m.district_id and c.id = m.cycle_id
      where m.district_id = $1 and m.person_id = s.person_id and c.coach_id = $4::text::bigint and c.ended_on is null
        and m.handed_on is null)
),
page as (
  select * from here order by last_on nulls first, lower(family_name), person_id limit $6::int
)
select (select count(*)::int from here) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', person_id::text,
    'givenName', coalesce(preferred_given_name, given_name),
    'familyName', coalesce(preferred_family_name, family_name),
    'lastSeenOn', last_on::text) order by last_on nulls first, lower(family_name), person_id), '[]') as items
from page
