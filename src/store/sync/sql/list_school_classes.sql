-- Active classes of a school ($4) in scope, by title, one page. reachSchools, $5 limit, $6 offset.
with found as (
  select c.id, c.title, c.class_code
  from class c
  where c.district_id = $1 and c.school_id = $4::text::bigint and c.status = 'active'
    and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
),
page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'title', page.title,
    'classCode', page.class_code,
    'editedFields', (
      select count(*)::int from sticky_field f
      where f.district_id = $1 and f.kind = 'classes' and f.record = page.id::text)
  ) order by {{order}}), '[]') as items
from page
