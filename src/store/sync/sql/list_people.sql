-- Active people in scope, by name, one page. reachSchools, $4 words that a name must all contain, $5 limit, $6 offset.
with found as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name
  from person p
  where p.district_id = $1 and p.status = 'active'
    and ($2::boolean
      or exists (select from affiliation a
        join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
        where a.district_id = p.district_id and a.person_id = p.id and a.org_id = any ($3::text[]::bigint[]))
      or exists (select from enrolment e
        join class c on c.district_id = e.district_id and c.id = e.class_id and c.status = 'active'
        where e.district_id = p.district_id and e.person_id = p.id and e.status = 'active'
          and c.school_id = any ($3::text[]::bigint[])))
    and not exists (
      select from unnest($4::text[]) word
      where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
        word) = 0)
),
page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'givenName', page.given_name,
    'familyName', page.family_name,
    'schools', coalesce((
      select jsonb_agg(distinct o.name order by o.name)
      from affiliation a
      join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active' and o.type = 'school'
      where a.district_id = $1 and a.person_id = page.id
        and ($2::boolean or o.id = any ($3::text[]::bigint[]))), '[]'),
    'editedFields', (
      select count(*)::int from sticky_field f
      where f.district_id = $1 and f.kind = 'people' and f.record = page.id::text)
  ) order by {{order}}), '[]') as items
from page
