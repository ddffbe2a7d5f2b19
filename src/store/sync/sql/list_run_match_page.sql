-- Who leaves with a run's plan and comes back under another sourcedId, one page: as they are here, and as the feed has them
-- now. reachSchools, $4 run, $5 limit, $6 offset.
with found as (
  select m.* from run_match m
  where m.district_id = $1 and m.run_id = $4::text::bigint
    and ($2::boolean or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = m.person_id and a.org_id = any ($3::text[]::bigint[])))
), page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'because', page.because,
    'joined', page.joined,
    'personId', page.person_id::text,
    'leaves', jsonb_build_object('sourcedId', page.old_sourced_id, 'givenName', p.given_name,
      'familyName', p.family_name, 'identifier', p.identifier, 'username', p.username, 'email', p.email),
    'comes', jsonb_build_object('sourcedId', page.new_sourced_id, 'givenName', c.after ->> 'given_name',
      'familyName', c.after ->> 'family_name', 'identifier', c.after ->> 'identifier',
      'username', c.after ->> 'username', 'email', c.after ->> 'email')
  ) order by {{order}}), '[]') as items
from page
join person p on p.district_id = $1 and p.id = page.person_id
left join run_change c on c.district_id = $1 and c.run_id = $4::text::bigint and c.kind = 'people' and c.op = 'add'
  and c.key = page.new_sourced_id
