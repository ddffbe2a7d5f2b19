-- Staff in scope, by name, one page. reachSchools, $4 words that name or address must contain, $5 role or null, $6 school or
-- null, $7 states, $8 limit, $9 offset. Ids are gathered first, so that people are read by their key.
with place as (
  select g.person_id, g.role, case when g.scope_type = 'school' then g.scope_id end as school_id
  from role_grant g
  where g.district_id = $1 and g.status = 'active' and g.role not in ('student', 'guardian')
    and g.scope_type in ('district', 'school')
  union all
  select a.person_id, null, a.org_id
  from affiliation a
  where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
), chosen as (
  select distinct person_id from place
  where ($2::boolean or school_id = any ($3::text[]::bigint[]))
    and ($5::text is null or role = $5) and ($6::text is null or school_id = $6::text::bigint)
), found as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name, p.email,
    case when p.status <> 'active' then 'removed' when p.suspended_at is not null then 'deactivated'
      when not p.enabled then 'disabled' else 'active' end as state
  from person p
  where p.district_id = $1 and p.id = any (array(select person_id from chosen)) and p.merged_into is null and p.erased_at is null
), kept as (
  select * from found
  where state = any ($7::text[]) and not exists (
    select from unnest($4::text[]) word
    where strpos(lower(concat_ws(' ', given_name, family_name, email)), word) = 0)
), page as (
  select * from kept as page order by {{order}} limit $8::int offset $9::int
)
select (select count(*)::int from kept) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text, 'givenName', page.given_name, 'familyName', page.family_name, 'email', page.email,
    'state', page.state,
    'roles', coalesce((
      select jsonb_agg(distinct g.role order by g.role) from role_grant g
      where g.district_id = $1 and g.person_id = page.id and g.status = 'active' and g.scope_type in ('district', 'school')
        and ($2::boolean or g.scope_type = 'district' or g.scope_id = any ($3::text[]::bigint[]))), '[]'),
    'schools', coalesce((
      select jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by lower(o.name), o.id) from org o
      where o.district_id = $1 and o.type = 'school' and o.status = 'active'
        and ($2::boolean or o.id = any ($3::text[]::bigint[]))
        and (exists (select from affiliation a where a.district_id = $1 and a.person_id = page.id and a.org_id = o.id)
          or exists (select from role_grant g where g.district_id = $1 and g.person_id = page.id
            and g.status = 'active' and g.scope_type = 'school' and g.scope_id = o.id))), '[]'),
    'isFed', exists (select from person_source s where s.district_id = $1 and s.person_id = page.id
      and s.source_id <> '' and s.status = 'active'),
    'signsIn', case
      when exists (select from account c where c.district_id = $1 and c.person_id = page.id) then 'account'
      when exists (select from invitation i where i.district_id = $1 and i.person_id = page.id
        and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) then 'invited'
      else 'none' end
  ) order by {{order}}), '[]') as items
from page
