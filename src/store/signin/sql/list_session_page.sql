-- Open sessions of a district, the newest first, one page. Those of people who may not come in any more are over, though
-- nobody has used them since. $1 district, $2 the whole of it?, $3 now, $4 limit, $5 offset.
with found as (
  select s.id, s.kind, s.person_id, s.customer_admin_id, s.support_access_id, s.registration_id, s.created_at, s.seen_at,
    least(s.expires_at, s.idle_expires_at) as ends_at
  from session s
  left join person p on p.district_id = s.district_id and p.id = s.person_id
  where s.district_id = $1 and $2::boolean
    and s.revoked_at is null and s.expires_at > $3 and s.idle_expires_at > $3
    and (s.person_id is null or (p.status = 'active' and p.enabled and p.suspended_at is null and not exists (
      select from account a where a.district_id = p.district_id and a.person_id = p.id and a.status = 'suspended')))
), page as (
  select * from found as page order by {{order}} limit $4::int offset $5::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'kind', page.kind,
    'who', case when page.person_id is not null then 'person'
      when page.customer_admin_id is not null then 'customer_admin'
      when page.support_access_id is not null then 'support' else 'unmatched' end,
    'person', (select jsonb_build_object('id', p.id::text,
        'givenName', coalesce(p.preferred_given_name, p.given_name),
        'familyName', coalesce(p.preferred_family_name, p.family_name))
      from person p where p.district_id = $1 and p.id = page.person_id),
    'customerAdminName', (select a.name from customer_admin a join district d on d.id = $1 and d.customer_id = a.customer_id
      where a.id = page.customer_admin_id),
    'platform', (select r.issuer from lti_registration r where r.id = page.registration_id),
    'startedAt', to_char(page.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'seenAt', to_char(page.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'endsAt', to_char(page.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) order by {{order}}), '[]') as items
from page
