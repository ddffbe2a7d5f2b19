-- The role maps that a district has had, newest first, each with the one before it. $1 district, $2 limit, $3 offset.
with page as (
  select number, map, saved_by, saved_at from role_map_version where district_id = $1
  order by number desc limit $2::int offset $3::int
)
select (select count(*)::int from role_map_version where district_id = $1) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'number', page.number, 'map', page.map,
    'before', (select b.map from role_map_version b where b.district_id = $1 and b.number = page.number - 1),
    'savedBy', page.saved_by,
    'byName', case when page.saved_by like 'person:%' then (
      select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
      from person p where p.district_id = $1 and p.id = substr(page.saved_by, 8)::bigint) end,
    'savedAt', to_char(page.saved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) order by page.number desc), '[]') as items
from page
