-- The class behind a course page: a link that stands stays while its class does; else the one active class that the
-- platform names.
with named as (
  select min(c.id) as id from class c
  where c.district_id = $1 and c.sourced_id = any ($5::text[]) and c.status = 'active'
  having count(*) = 1
), standing as (
  select c.id, l.linked_by
  from lti_context_link l
  join class c on c.district_id = $1 and c.id = l.class_id and c.status = 'active'
  where l.district_id = $1 and l.registration_id = $2 and l.context_id = $3
)
insert into lti_context_link as link (district_id, registration_id, context_id, title, class_id, linked_by,
  memberships_url, platform_family, gradebook_url)
values ($1, $2, $3, $4, (select id from named), case when exists (select from named) then 'sourcedId' end, $6, $7, $8)
on conflict (district_id, registration_id, context_id) do update set
  title = excluded.title, seen_at = now(),
  memberships_url = coalesce(excluded.memberships_url, link.memberships_url),
  platform_family = coalesce(excluded.platform_family, link.platform_family),
  gradebook_url = coalesce(excluded.gradebook_url, link.gradebook_url),
  class_id = case when link.dismissed_at is null
    then coalesce((select id from standing), excluded.class_id, link.class_id) end,
  linked_by = case when link.dismissed_at is null
    then coalesce((select linked_by from standing), excluded.linked_by, link.linked_by) end
returning link.dismissed_at is not null as dismissed,
  (select c.id from class c where c.district_id = $1 and c.id = link.class_id and c.status = 'active') as class_id
