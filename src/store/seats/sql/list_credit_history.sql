-- Credits allotted to people in scope, the newest first, one page. reachSchools, $4 kind, $5 limit, $6 offset,
-- $7 whether whoever asks may read who gave them.
with found as (
  select l.seq, l.at, l.person_id, l.quantity, l.actor
  from seat_ledger l
  where l.district_id = $1 and l.kind = $4 and l.move = 'allot'
    and ($2::boolean or exists (
      select from affiliation a
      where a.district_id = l.district_id and a.person_id = l.person_id and a.org_id = any($3::text[]::bigint[])))
), page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'at', to_char(page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'person', jsonb_build_object('id', p.id::text,
      'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)),
    'quantity', page.quantity,
    'actor', page.actor,
    'actorName', case when $7::boolean then coalesce(
{{+ ledger_actor_name}}
    ) end
  ) order by {{order}}), '[]') as items
from page
join person p on p.district_id = $1 and p.id = page.person_id
