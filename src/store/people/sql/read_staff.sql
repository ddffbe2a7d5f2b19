-- One person of the staff in scope, with all that a page tells of them. reachSchools, $4 the person, $5 whose own it is
-- (reached besides), $6 now.
select p.id::text as id, p.given_name as "givenName", p.family_name as "familyName",
  p.preferred_given_name as "preferredGivenName", p.preferred_family_name as "preferredFamilyName", p.email,
  case when p.status <> 'active' then 'removed' when p.suspended_at is not null then 'deactivated'
    when not p.enabled then 'disabled' else 'active' end as state,
  coalesce(p.suspended_at, p.retired_at) as "stateSince",
  exists (select from person_source s where s.district_id = $1 and s.person_id = p.id and s.source_id <> ''
    and s.status = 'active') as "isFed",
  exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
    and g.role in ('student', 'guardian')) as "isStudent",
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id::text, 'role', g.role, 'scopeType', g.scope_type,
      'scopeId', g.scope_id::text, 'scopeName', coalesce(o.name, k.title), 'origin', g.origin, 'rule', g.rule,
      'since', g.granted_at) order by g.scope_type, g.role, g.id)
    from role_grant g
    left join org o on g.scope_type = 'school' and o.district_id = g.district_id and o.id = g.scope_id
    left join class k on g.scope_type = 'class' and k.district_id = g.district_id and k.id = g.scope_id
    where g.district_id = $1 and g.person_id = p.id and g.status = 'active' and g.scope_type <> 'community'), '[]') as roles,
  coalesce((select jsonb_agg(distinct jsonb_build_object('id', o.id::text, 'name', o.name, 'isFed', a.source_id <> ''))
    from affiliation a join org o on o.district_id = a.district_id and o.id = a.org_id and o.type = 'school'
    where a.district_id = $1 and a.person_id = p.id), '[]') as schools,
  coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'state', s.state, 'until', s.until) order by s.kind)
    from seat s where s.district_id = $1 and s.person_id = p.id), '[]') as seats,
  coalesce((select jsonb_agg(jsonb_build_object('sourceId', s.source_id, 'sourcedId', s.sourced_id,
      'active', s.status = 'active') order by s.source_id, s.sourced_id)
    from person_source s where s.district_id = $1 and s.person_id = p.id and s.source_id <> ''), '[]') as sources,
  (select count(*)::int from lti_user_link l where l.district_id = $1 and l.person_id = p.id) as "ltiLinks",
  (select a.email from account a where a.district_id = $1 and a.person_id = p.id) as "accountEmail",
  (select max(i.expires_at) from invitation i where i.district_id = $1 and i.person_id = p.id and i.accepted_at is null
    and i.revoked_at is null and i.expires_at > $6) as "invitedUntil"
from person p
where p.district_id = $1 and p.id = $4::text::bigint and p.merged_into is null and p.erased_at is null
  and ($2::boolean or p.id = $5::text::bigint
    or exists (select from affiliation a where a.district_id = $1 and a.person_id = p.id
      and a.org_id = any ($3::text[]::bigint[]) and a.feed_role not in ('student', 'guardian', 'parent', 'relative'))
    or exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
      and g.scope_type = 'school' and g.scope_id = any ($3::text[]::bigint[]) and g.role not in ('student', 'guardian')))
