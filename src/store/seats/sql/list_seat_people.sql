-- Who holds, awaits or keeps a seat, one page. reachSchools, $4 kind, $5 states, $6 the queue in its order (people), $7 the
-- roles that count (none: places of the staff, with whatever roles they have), $8 limit, $9 offset, $10 words that a
-- name must all contain.
with queue as (
  select person_id, position from unnest($6::text[]::bigint[]) with ordinality as q (person_id, position)
), found as (
  select s.person_id, s.state, s.since, s.until, s.place, q.position
  from seat s
  left join queue q on q.person_id = s.person_id
  where s.district_id = $1 and s.kind = $4 and s.state = any($5::text[])
    and ($2::boolean or exists (
      select from affiliation a
      where a.district_id = s.district_id and a.person_id = s.person_id and a.org_id = any($3::text[]::bigint[])))
    and (cardinality($10::text[]) = 0 or exists (
      select from person n
      where n.district_id = $1 and n.id = s.person_id and not exists (
        select from unnest($10::text[]) word
        where strpos(lower(concat_ws(' ', n.given_name, n.preferred_given_name, n.family_name, n.preferred_family_name)), word) = 0)))
), page as (
  select * from found as page order by {{order}} limit $8::int offset $9::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'person', jsonb_build_object('id', p.id::text,
      'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)),
    'state', page.state,
    'since', to_char(page.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'until', to_char(page.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'position', page.position,
    'priority', (select pr.priority from seat_priority pr
      where pr.district_id = $1 and pr.kind = $4 and pr.person_id = p.id),
    'roles', (select coalesce(jsonb_agg(distinct r.role), '[]') from role_grant r
      where r.district_id = $1 and r.person_id = p.id and r.status = 'active' and (r.role = any($7::text[]) or cardinality($7::text[]) = 0)),
    'schools', (select coalesce(jsonb_agg(o.name order by lower(o.name), o.id), '[]') from org o
      where o.district_id = $1 and o.id in (
        select r.scope_id from role_grant r
        where r.district_id = $1 and r.person_id = p.id and r.status = 'active' and r.role = any($7::text[])
          and r.scope_type = 'school'
        union
        select a.org_id from affiliation a
        join org s on s.district_id = a.district_id and s.id = a.org_id and s.type = 'school' and s.status = 'active'
        where cardinality($7::text[]) = 0 and a.district_id = $1 and a.person_id = p.id
          and a.feed_role not in ('student', 'guardian', 'parent', 'relative')))
  ) order by {{order}}), '[]') as items
from page
join person p on p.district_id = $1 and p.id = page.person_id
