-- Merges of the district, the newest first, one page. $1 district, $2 limit, $3 offset. What happened by an old link has none.
with found as (
  select m.* from person_merge m where m.district_id = $1
), page as (
  select page.*, row_number() over (order by {{order}}) as place from found as page order by place limit $2::int offset $3::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'state', page.state,
    'stays', jsonb_build_object('id', s.id::text, 'givenName', coalesce(s.preferred_given_name, s.given_name),
      'familyName', coalesce(s.preferred_family_name, s.family_name)),
    'goes', jsonb_build_object('id', g.id::text, 'givenName', coalesce(g.preferred_given_name, g.given_name),
      'familyName', coalesce(g.preferred_family_name, g.family_name)),
    'askedAt', to_char(coalesce(page.undo_asked_at, page.asked_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'mergedAt', to_char(page.merged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'undoneAt', to_char(page.undone_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'refused', page.refused
  ) order by page.place), '[]') as items
from page
join person s on s.district_id = $1 and s.id = page.stays_id
join person g on g.district_id = $1 and g.id = page.goes_id
