-- Open pairs of people who may be one, the oldest first, one page, each side with what is known of it. Where only schools
-- are in scope, pairs of which both belong to them. reachSchools, $4 limit, $5 offset.
with found as (
  select m.* from person_match_proposal m
  where m.district_id = $1 and m.status = 'open'
    and ($2::boolean or (
      select count(distinct a.person_id) = 2 from affiliation a
      where a.district_id = $1 and a.person_id in (m.person_id, m.other_id) and a.org_id = any ($3::text[]::bigint[])))
), page as (
  select * from found as page order by {{order}} limit $4::int offset $5::int
), side as (
  select p.id, jsonb_build_object(
    'id', p.id::text,
    'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name),
    'active', p.status = 'active',
    'identifier', p.identifier,
    'username', p.username,
    'email', p.email,
    'grades', coalesce(to_jsonb(p.grades), '[]'),
    'schools', coalesce((
      select jsonb_agg(distinct o.name order by o.name)
      from affiliation a
      join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active' and o.type = 'school'
      where a.district_id = $1 and a.person_id = p.id and ($2::boolean or o.id = any ($3::text[]::bigint[]))), '[]'),
    'roles', coalesce((
      select jsonb_agg(distinct g.role order by g.role)
      from role_grant g
      where g.district_id = $1 and g.person_id = p.id and g.status = 'active'), '[]'),
    'records', coalesce((
      select jsonb_agg(jsonb_build_object('sourceId', s.source_id, 'sourcedId', s.sourced_id,
        'active', s.status = 'active') order by s.status, s.source_id, s.sourced_id)
      from person_source s where s.district_id = $1 and s.person_id = p.id), '[]')
  ) as says
  from person p
  where p.district_id = $1 and p.id in (select person_id from page union select other_id from page)
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'because', page.because,
    'runId', page.run_id::text,
    'proposedAt', to_char(page.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'isAsked', page.asked_by is not null,
    'refused', page.refused,
    'person', a.says,
    'other', b.says
  ) order by {{order}}), '[]') as items
from page
join side a on a.id = page.person_id
join side b on b.id = page.other_id
