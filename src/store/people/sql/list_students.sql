-- Students within reach, by name, one page. $1 district, $2 whole, $3 schools, $4 classes, $5 words that a name must
-- contain, $6 or a whole student number in lower case, $7 school or null, $8 grade or null, $9 class or null, $10 states,
-- $11 limit, $12 offset. Ids are gathered first, so that people are read by their key.
with ever as (
  select distinct g.person_id from role_grant g where g.district_id = $1 and g.role = 'student'
), found as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name, p.grades,
{{+ student_state}}
    as state
  from person p
  where p.district_id = $1 and p.id = any (array(select person_id from ever)) and p.merged_into is null
    and p.erased_at is null
    and (p.status <> 'active' or exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id
      and g.role = 'student' and g.status = 'active'))
    and (lower(p.identifier) = $6 or not exists (
      select from unnest($5::text[]) word
      where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
        word) = 0))
    and ($8::text is null or $8 = any (p.grades))
    and ($7::text is null or exists (select from affiliation a where a.district_id = $1 and a.person_id = p.id
        and a.org_id = $7::text::bigint)
      or (p.status <> 'active' and exists (select from role_grant w where w.district_id = $1 and w.person_id = p.id
        and w.role = 'student' and w.scope_type = 'school' and w.scope_id = $7::text::bigint
        and w.revoked_at >= p.retired_at)))
    and ($9::text is null or exists (select from enrolment e where e.class_id = $9::text::bigint and
{{+ student_counted}}
    ))
    and
{{+ student_within}}
), kept as (
  select * from found where state = any ($10::text[])
), page as (
  select * from kept as page order by {{order}} limit $11::int offset $12::int
)
select (select count(*)::int from kept) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text, 'givenName', page.given_name, 'familyName', page.family_name, 'grades', page.grades,
    'state', page.state,
    'showsAs', (select i.name from display_identity i
      where i.district_id = $1 and i.person_id = page.id and i.is_shown),
    'schools', coalesce((
      select jsonb_agg(distinct jsonb_build_object('id', o.id::text, 'name', o.name)) from affiliation a
      join org o on o.district_id = $1 and o.id = a.org_id and o.type = 'school' and o.status = 'active'
      where a.district_id = $1 and a.person_id = page.id and ($2::boolean or o.id = any ($3::text[]::bigint[]))), '[]'),
    'classes', (select count(distinct e.class_id)::int from enrolment e
      join class c on c.district_id = $1 and c.id = e.class_id and c.status = 'active'
      where e.district_id = $1 and e.person_id = page.id and e.role = 'student' and e.status = 'active'),
    'isFed', exists (select from person_source s where s.district_id = $1 and s.person_id = page.id
      and s.source_id <> '' and s.status = 'active')
  ) order by {{order}}), '[]') as items
from page
