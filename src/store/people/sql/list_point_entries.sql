-- A page of a programme's ledger. $1 district, $2 programme, $3 a person or null, $4 how many, $5 after how many.
with found as (
  select e.id, e.entered_at, e.kind, e.points, e.words, e.entered_by, n.id as person_id,
    coalesce(n.preferred_given_name, n.given_name) as given_name,
    coalesce(n.preferred_family_name, n.family_name) as family_name,
    exists (select from point_entry u where u.district_id = $1 and u.undoes_id = e.id) as is_taken_back
  from point_entry e join person n on n.district_id = e.district_id and n.id = e.person_id
  where e.district_id = $1 and e.programme_id = $2::text::bigint and ($3::text is null or e.person_id = $3::text::bigint)
), page as (
  select * from found as page order by {{order}} limit $4::int offset $5::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object('id', page.id::text, 'at', page.entered_at, 'kind', page.kind,
    'points', page.points, 'words', page.words, 'isTakenBack', page.is_taken_back,
    'student', jsonb_build_object('id', page.person_id::text, 'givenName', page.given_name, 'familyName', page.family_name),
    'byName', case when page.entered_by like 'person:%' then (
      select concat_ws(' ', coalesce(w.preferred_given_name, w.given_name), coalesce(w.preferred_family_name, w.family_name))
      from person w where w.district_id = $1 and w.id = substr(page.entered_by, 8)::bigint) end) order by {{order}}), '[]')
    as items
from page
