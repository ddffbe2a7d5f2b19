-- What was decided about hand-overs, one page, without a wish the latest first. $1 district, $2 whom nothing may be about
-- ('0': nobody), $3 one decision or null, $4 words that a name must contain, of the educator, of either coach or of whoever
-- decided, $5 limit, $6 offset.
with found as (
  select h.id, h.decided_at, h.undone_at, h.educator_id, h.from_id, h.to_id,
    coalesce(e.preferred_given_name, e.given_name) as given_name, coalesce(e.preferred_family_name, e.family_name) as family_name,
    coalesce(f.preferred_given_name, f.given_name) as from_given, coalesce(f.preferred_family_name, f.family_name) as from_family,
    coalesce(t.preferred_given_name, t.given_name) as to_given, coalesce(t.preferred_family_name, t.family_name) as to_family,
    concat_ws(' ', coalesce(d.preferred_given_name, d.given_name), coalesce(d.preferred_family_name, d.family_name)) as decider,
    d.id as decider_id
  from coach_handover h
  join person e on e.district_id = h.district_id and e.id = h.educator_id
  join person f on f.district_id = h.district_id and f.id = h.from_id
  left join person t on t.district_id = h.district_id and t.id = h.to_id
  left join person d on d.district_id = h.district_id
    and d.id = case when h.decided_by ~ '^person:[0-9]{1,18}$' then split_part(h.decided_by, ':', 2)::bigint end
  where h.district_id = $1 and h.educator_id <> $2::text::bigint and ($3::text is null or h.id = $3::text::bigint)
), matching as (
  select * from found f
  where not exists (
    select from unnest($4::text[]) word
    where strpos(lower(concat_ws(' ', f.given_name, f.family_name, f.from_given, f.from_family, f.to_given, f.to_family,
      f.decider)), word) = 0)
), page as (
  select * from matching as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from matching) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'by', case when page.decider_id is not null then page.decider end,
    'at', to_char(page.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'isUndone', page.undone_at is not null,
    'educator', jsonb_build_object('id', page.educator_id::text, 'givenName', page.given_name, 'familyName', page.family_name),
    'from', jsonb_build_object('id', page.from_id::text, 'givenName', page.from_given, 'familyName', page.from_family),
    'to', case when page.to_id is not null then
      jsonb_build_object('id', page.to_id::text, 'givenName', page.to_given, 'familyName', page.to_family) end
  ) order by {{order}}), '[]') as items
from page
