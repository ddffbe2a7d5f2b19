-- The stored changes of one run, one page, of the schools in scope: people and orgs by their place, classes and enrolments
-- by the school of the class, roles by where they are held. reachSchools, then $4 run, $5 one kind or null, $6 limit,
-- $7 offset.
with source as (
  select source_id from run where district_id = $1 and id = $4::text::bigint
), school as (
  select o.sourced_id from org o join source s on s.source_id = o.source_id
  where o.district_id = $1 and o.id = any($3::text[]::bigint[])
), found as (
  select c.kind, c.op, c.key, c.before, c.after, c.feed_row, c.skipped_because
  from run_change c
  where c.district_id = $1 and c.run_id = $4::text::bigint and c.kind <> 'seats' and ($5::text is null or c.kind = $5)
    and ($2::boolean or case c.kind
      when 'orgs' then c.key in (select sourced_id from school)
      when 'classes' then coalesce(c.after, c.before) ->> 'school_sourced_id' in (select sourced_id from school)
      when 'people' then exists (
        select from jsonb_array_elements(coalesce(c.after -> 'feed_roles', c.before -> 'feed_roles', '[]')) f
        where f ->> 'orgSourcedId' in (select sourced_id from school))
      when 'enrolments' then exists (
        select from class k join source s on s.source_id = k.source_id
        where k.district_id = $1 and k.sourced_id = coalesce(c.after, c.before) ->> 'class_sourced_id'
          and k.school_id = any($3::text[]::bigint[]))
      when 'roles' then (coalesce(c.after, c.before) ->> 'scope_type' = 'school'
          and coalesce(c.after, c.before) ->> 'scope_sourced_id' in (select sourced_id from school))
        or (coalesce(c.after, c.before) ->> 'scope_type' = 'class' and exists (
          select from class k join source s on s.source_id = k.source_id
          where k.district_id = $1 and k.sourced_id = coalesce(c.after, c.before) ->> 'scope_sourced_id'
            and k.school_id = any($3::text[]::bigint[])))
      else false end)
), page as (
  select * from found as page order by {{order}} limit $6::int offset $7::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'op', op, 'key', key, 'before', before, 'after', after,
    'row', feed_row, 'skipped', skipped_because) order by {{order}}), '[]') as items
from page
