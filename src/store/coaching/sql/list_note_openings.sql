-- Who opened what a coach wrote, in interactions and about cycles, without a wish the newest first, one page. reachOwn, $3 limit, $4 offset.
with found as (
  select o.id, o.interaction_id, o.cycle_id, o.opened_by, o.reason_sealed, o.opened_at, i.held_on
  from interaction i
  join note_opening o on o.district_id = i.district_id and o.interaction_id = i.id
  where i.district_id = $1 and i.coach_id = $2::text::bigint
  union all
  select o.id, o.interaction_id, o.cycle_id, o.opened_by, o.reason_sealed, o.opened_at, c.started_on
  from coaching_cycle c
  join note_opening o on o.district_id = c.district_id and o.cycle_id = c.id
  where c.district_id = $1 and c.coach_id = $2::text::bigint
), page as (
  select * from found as page order by {{order}} limit $3::int offset $4::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'interactionId', page.interaction_id::text,
    'cycleId', page.cycle_id::text,
    'date', page.held_on::text,
    'by', (select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name),
        coalesce(p.preferred_family_name, p.family_name))
      from person p where p.district_id = $1 and page.opened_by ~ '^person:[0-9]{1,18}$'
        and p.id = case when page.opened_by ~ '^person:[0-9]{1,18}$' then split_part(page.opened_by, ':', 2)::bigint end),
    'reasonSealed', page.reason_sealed,
    'at', to_char(page.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) order by {{order}}), '[]') as items
from page
