-- The class behind a course page: a link that stands stays; else the one active class that the platform names.
with named as (
  select min(c.id) as id from class c
  where c.district_id = $1 and c.sourced_id = any ($5::text[]) and c.status = 'active'
  having count(*) = 1
)
insert into lti_context_link as link (district_id, registration_id, context_id, title, class_id, linked_by)
values ($1, $2, $3, $4, (select id from named), case when exists (select from named) then 'sourcedId' end)
on conflict (district_id, registration_id, context_id) do update set
  title = excluded.title, seen_at = now(),
  class_id = coalesce(link.class_id, excluded.class_id), linked_by = coalesce(link.linked_by, excluded.linked_by)
returning class_id
