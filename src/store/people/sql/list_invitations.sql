-- Invitations to the schools in scope (of the whole district: all), newest first, one page. reachSchools, $4 now, $5 states,
-- $6 words that address or name must contain, $7 one invitation or null, $8 limit, $9 offset.
with known as (
  select i.id, i.email, i.role, i.person_id, i.invited_by, i.created_at, i.expires_at, i.accepted_at, i.revoked_at, i.mailed_at,
    case when i.scope_type = 'school' then i.scope_id end as school_id,
    case when i.accepted_at is not null then 'used' when i.revoked_at is not null then 'revoked'
      when i.expires_at <= $4::timestamptz then 'expired' else 'open' end as state,
    coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name
  from invitation i
  left join person p on p.district_id = i.district_id and p.id = i.person_id
  where i.district_id = $1 and ($2::boolean or (i.scope_type = 'school' and i.scope_id = any ($3::text[]::bigint[])))
    and ($7::text is null or i.id = $7::text::bigint)
), kept as (
  select * from known
  where state = any ($5::text[]) and not exists (
    select from unnest($6::text[]) word where strpos(lower(concat_ws(' ', given_name, family_name, email)), word) = 0)
), page as (
  select * from kept as page order by {{order}} limit $8::int offset $9::int
)
select (select count(*)::int from kept) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text, 'email', page.email, 'role', page.role, 'state', page.state,
    'personId', page.person_id::text, 'name', nullif(concat_ws(' ', page.given_name, page.family_name), ''),
    'schoolId', page.school_id::text,
    'schoolName', (select o.name from org o where o.district_id = $1 and o.id = page.school_id),
    'invitedBy', case when page.invited_by like 'person:%' then (
      select concat_ws(' ', coalesce(b.preferred_given_name, b.given_name), coalesce(b.preferred_family_name, b.family_name))
      from person b where b.district_id = $1 and b.id = substr(page.invited_by, 8)::bigint)
      when page.invited_by like 'customer_admin:%' then (select a.name from customer_admin a
        join district d on d.id = $1 and d.customer_id = a.customer_id where a.id = substr(page.invited_by, 16)::bigint) end,
    'createdAt', page.created_at, 'expiresAt', page.expires_at, 'usedAt', page.accepted_at,
    'revokedAt', page.revoked_at, 'mailedAt', page.mailed_at
  ) order by {{order}}), '[]') as items
from page
