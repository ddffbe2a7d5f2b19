-- What a plan would make of people's seats, one page, of people in scope: those who are there by their place or a role, those
-- who come with the plan by the schools that the feed names. reachSchools, then $4 run, $5 licence or null, $6 move or null,
-- $7 are people of the whole district named?, $8 schools whose people are, $9 limit, $10 offset.
with source as (
  select source_id from run where district_id = $1 and id = $4::text::bigint
), school as (
  select o.id, o.sourced_id from org o join source s on s.source_id = o.source_id where o.district_id = $1 and o.type = 'school'
), reached as (
  select id, sourced_id from school where id = any($3::text[]::bigint[])
), named as (
  select id, sourced_id from school where id = any($8::text[]::bigint[])
), found as (
  select c.key, c.after ->> 'licence' as licence, c.after ->> 'move' as move, c.after ->> 'reason' as reason,
    (c.after ->> 'personId')::bigint as person_id, c.after ->> 'sourcedId' as sourced_id
  from run_change c
  where c.district_id = $1 and c.run_id = $4::text::bigint and c.kind = 'seats'
    and ($5::text is null or c.after ->> 'licence' = $5) and ($6::text is null or c.after ->> 'move' = $6)
    and ($2::boolean
      or exists (
        select from affiliation a
        where a.district_id = $1 and a.person_id = (c.after ->> 'personId')::bigint and a.org_id in (select id from reached))
      or exists (
        select from role_grant g
        where g.district_id = $1 and g.person_id = (c.after ->> 'personId')::bigint and g.status = 'active'
          and g.scope_type = 'school' and g.scope_id in (select id from reached))
      or exists (
        select from run_change f, jsonb_array_elements(coalesce(f.after -> 'feed_roles', '[]')) r
        where f.district_id = $1 and f.run_id = $4::text::bigint and f.kind = 'people' and f.key = c.after ->> 'sourcedId'
          and r ->> 'orgSourcedId' in (select sourced_id from reached)))
), page as (
  select * from found order by key limit $9::int offset $10::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object('licence', page.licence, 'personId', page.person_id::text, 'sourcedId', page.sourced_id,
    'move', page.move, 'reason', page.reason,
    'name', case when page.person_id is null then told.name else here.name end) order by page.key), '[]') as items
from page
left join lateral (
  select jsonb_build_object('givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as name
  from person p
  where p.district_id = $1 and p.id = page.person_id and p.erased_at is null
    and ($7::boolean
      or exists (
        select from affiliation a
        where a.district_id = $1 and a.person_id = p.id and a.org_id in (select id from named))
      or exists (
        select from role_grant g
        where g.district_id = $1 and g.person_id = p.id and g.status = 'active' and g.scope_type = 'school'
          and g.scope_id in (select id from named)))
) here on true
left join lateral (
  select jsonb_build_object('givenName', coalesce(nullif(f.after ->> 'preferred_given_name', ''), f.after ->> 'given_name'),
    'familyName', coalesce(nullif(f.after ->> 'preferred_family_name', ''), f.after ->> 'family_name')) as name
  from run_change f
  where f.district_id = $1 and f.run_id = $4::text::bigint and f.kind = 'people' and f.key = page.sourced_id
    and ($7::boolean or exists (
      select from jsonb_array_elements(coalesce(f.after -> 'feed_roles', '[]')) r
      where r ->> 'orgSourcedId' in (select sourced_id from named)))
) told on true
