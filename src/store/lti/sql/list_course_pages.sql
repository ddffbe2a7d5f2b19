-- Course pages that launches came from, one page, those without a class first, then the last seen. Where only schools
-- are in scope: those linked to a class of theirs, or proposed for one. reachSchools, $4 open or linked or dismissed,
-- $5 limit, $6 offset.
with found as (
  select l.*, k.title as class_title, k.status as class_status, k.school_id
  from lti_context_link l
  left join class k on k.district_id = $1 and k.id = l.class_id
  where l.district_id = $1
    and case $4 when 'open' then l.class_id is null and l.dismissed_at is null
      when 'linked' then l.class_id is not null else l.dismissed_at is not null end
    and ($2::boolean
      or k.school_id = any ($3::text[]::bigint[])
      or exists (
        select from lti_context_proposal o
        join class c on c.district_id = $1 and c.id = o.class_id
        where o.district_id = $1 and o.registration_id = l.registration_id and o.context_id = l.context_id
          and c.school_id = any ($3::text[]::bigint[])))
), page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'title', page.title,
    'platform', r.issuer,
    'seenAt', to_char(page.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'canCompare', page.memberships_url is not null,
    'linkedBy', page.linked_by,
    'class', case when page.class_id is not null then jsonb_build_object('id', page.class_id::text,
      'title', page.class_title, 'active', page.class_status = 'active') end,
    'proposals', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', c.id::text, 'title', c.title,
        'school', (select o.name from org o where o.district_id = $1 and o.id = c.school_id),
        'shared', p.shared, 'members', p.members, 'enrolled', p.enrolled
      ) order by p.shared desc, p.enrolled, c.id)
      from lti_context_proposal p
      join class c on c.district_id = $1 and c.id = p.class_id and c.status = 'active'
      where p.district_id = $1 and p.registration_id = page.registration_id and p.context_id = page.context_id
        and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))), '[]')
  ) order by {{order}}), '[]') as items
from page join lti_registration r on r.id = page.registration_id
