-- One page of the audit log, the newest first. reachSchools, $4 the reader or null, $5 actions as patterns or null for all,
-- $6 actor or null, $7 start of the action or '', $8 object or null, $9 from, $10 until, $11 limit, $12 offset,
-- $13 actions of coaching as patterns, $14 whether these are told at all. How much of coaching went with somebody who was deleted is not told to people of the
-- roster: it could be about them.
-- For a school: what was done to its people and classes and to the school. Nothing of coaching is a school's, also what
-- was denied there, and nobody reads in it of a coaching record about themself, also where it was deleted since, or they
-- were taken out of it.
with reader as materialized (
  select coalesce(array_agg(p.id::text), '{}') as ids, $13::text[] as coaching
  from person p where p.district_id = $1 and $4 in (p.id, p.merged_into)
),
{{+ objects_of_reader}}
entry as (
  select e.id, e.at, e.actor, e.action, e.object, e.detail, split_part(e.object, ':', 1) as kind,
    case when e.object ~ '^[a-z_]+:[0-9]{1,18}$' then split_part(e.object, ':', 2)::bigint end as number
  from audit_entry e
  where e.district_id = $1
    and ($5::text[] is null or e.action like any ($5::text[]))
    and ($6::text is null or e.actor = $6)
    and starts_with(e.action, $7)
    and ($8::text is null or e.object = $8)
    and ($9::timestamptz is null or e.at >= $9)
    and ($10::timestamptz is null or e.at < $10)
    and ($14::boolean or not (e.action like any ($13::text[])
      or coalesce(strpos(e.detail ->> 'route', '/api/v1/coaching/'), 0) > 0))
), found as (
  select e.* from entry e
  where ($2::boolean
      or (kind = 'person' and exists (select from affiliation a
        where a.district_id = $1 and a.person_id = e.number and a.org_id = any ($3::text[]::bigint[])))
      or (kind = 'class' and exists (select from class c
        where c.district_id = $1 and c.id = e.number and c.school_id = any ($3::text[]::bigint[])))
      or (kind = 'org' and e.number = any ($3::text[]::bigint[])))
    and
{{+ entry_not_of_reader}}
), page as (
  select * from found as page order by {{order}} limit $11::int offset $12::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'at', to_char(page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'actor', page.actor,
    'actorName', coalesce((select concat_ws(' ', p.given_name, p.family_name) from person p
      where p.district_id = $1 and page.actor ~ '^person:[0-9]{1,18}$'
        and p.id = case when page.actor ~ '^person:[0-9]{1,18}$' then split_part(page.actor, ':', 2)::bigint end),
      (select a.name from customer_admin a join district d on d.id = $1 and d.customer_id = a.customer_id
        where page.actor = 'customer_admin:' || a.id)),
    'action', page.action,
    'object', page.object,
    'objectName', case page.kind
      when 'person' then (select concat_ws(' ', p.given_name, p.family_name) from person p
        where p.district_id = $1 and p.id = page.number)
      when 'customer_admin' then (select a.name from customer_admin a
        join district d on d.id = $1 and d.customer_id = a.customer_id where a.id = page.number)
      when 'class' then (select c.title from class c where c.district_id = $1 and c.id = page.number)
      when 'org' then (select o.name from org o where o.district_id = $1 and o.id = page.number) end,
    'detail', case when page.action = 'account.delete' and $4::bigint is not null
      then page.detail - array['written', 'alone', 'tagged', 'cycles', 'letters', 'drafts'] else page.detail end
  ) order by {{order}}), '[]') as items
from page
