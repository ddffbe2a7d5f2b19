-- Active classes in scope by title or code, one page. reachSchools, $4 words that title or code must all contain,
-- $5 limit, $6 offset.
with found as (
  select c.id, c.title, c.class_code, o.name as school
  from class c
  left join org o on o.district_id = c.district_id and o.id = c.school_id
  where c.district_id = $1 and c.status = 'active'
    and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
    and not exists (
      select from unnest($4::text[]) word
      where strpos(lower(concat_ws(' ', c.title, c.class_code, o.name)), word) = 0)
), page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object('id', page.id::text, 'title', page.title, 'classCode', page.class_code,
    'school', page.school) order by {{order}}), '[]') as items
from page
