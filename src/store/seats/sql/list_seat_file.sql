-- Everybody who holds, awaits or keeps a seat, for a file: one statement, so that nobody is missed or stands twice while others
-- work, with roles and schools of all of them gathered once. reachSchools, $4 kind, $5 states, $6 the queue in its order
-- (people), $7 the roles that count (none: places of the staff, with whatever roles they have).
with queue as (
  select person_id, position from unnest($6::text[]::bigint[]) with ordinality as q (person_id, position)
), page as materialized (
  select s.person_id, s.state, s.since, s.until, s.place, q.position
  from seat s
  left join queue q on q.person_id = s.person_id
  where s.district_id = $1 and s.kind = $4 and s.state = any($5::text[])
    and ($2::boolean or exists (
      select from affiliation a
      where a.district_id = s.district_id and a.person_id = s.person_id and a.org_id = any($3::text[]::bigint[])))
), held as (
  select r.person_id, array_agg(distinct r.role order by r.role) as roles
  from role_grant r
  where r.district_id = $1 and r.status = 'active' and (r.role = any($7::text[]) or cardinality($7::text[]) = 0)
    and r.person_id = any(array(select person_id from page))
  group by r.person_id
), place as (
  select r.person_id, r.scope_id as org_id
  from role_grant r
  where r.district_id = $1 and r.status = 'active' and r.role = any($7::text[]) and r.scope_type = 'school'
    and r.person_id = any(array(select person_id from page))
  union
  select a.person_id, a.org_id
  from affiliation a
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.type = 'school' and o.status = 'active'
  where cardinality($7::text[]) = 0 and a.district_id = $1 and a.person_id = any(array(select person_id from page))
    and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
), works as (
  select w.person_id, array_agg(o.name order by lower(o.name), o.id) as schools
  from place w
  join org o on o.district_id = $1 and o.id = w.org_id
  group by w.person_id
)
select page.person_id::text as "personId", coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", page.state, page.position::int,
  (page.since at time zone d.timezone)::date::text as "sinceOn", (page.until at time zone d.timezone)::date::text as "untilOn",
  coalesce(h.roles, '{}') as roles, coalesce(w.schools, '{}') as schools
from page
join district d on d.id = $1
join person p on p.district_id = $1 and p.id = page.person_id
left join held h on h.person_id = page.person_id
left join works w on w.person_id = page.person_id
order by page.position nulls last, page.until nulls last, page.place nulls last, page.person_id
