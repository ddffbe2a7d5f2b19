-- Who is linked to an LMS, the last first, one page. reachSchools, $4 words that a name must all contain, $5 limit,
-- $6 offset.
with found as (
  select l.id, l.registration_id, l.linked_by, l.created_at, p.id as person_id,
    coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name
  from lti_user_link l
  join person p on p.district_id = $1 and p.id = l.person_id
  where l.district_id = $1
    and ($2::boolean or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = p.id and a.org_id = any ($3::text[]::bigint[])))
    and not exists (
      select from unnest($4::text[]) word
      where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
        word) = 0)
), page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'person', jsonb_build_object('id', page.person_id::text, 'givenName', page.given_name,
      'familyName', page.family_name),
    'platform', r.issuer,
    'linkedBy', page.linked_by,
    'linkedAt', to_char(page.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'holdsMore', holds_more($1, page.person_id)
  ) order by {{order}}), '[]') as items
from page join lti_registration r on r.id = page.registration_id
