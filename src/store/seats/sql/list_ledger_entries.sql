-- The ledger of a licence, the newest first: $1 district, $2 kind (null: all), $3 entries after this number, $4 limit, $5 offset,
-- $6 only what happened to somebody's seat, not what was bought? $7 of everybody of the district, or of people of the schools $8 alone?
with found as (
  select kind, seq, at, move, person_id, reason, until, quantity, purchase, run_id, actor
  from seat_ledger
  where district_id = $1 and ($2::text is null or kind = $2) and seq > $3::bigint
    and (not $6::boolean or move not in ('purchase', 'book'))
    and ($7::boolean or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = seat_ledger.person_id and a.org_id = any($8::text[]::bigint[])))
), page as (
  select * from found as page order by {{order}} limit $4::int offset $5::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'kind', page.kind,
    'seq', page.seq::int,
    'at', to_char(page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'move', page.move,
    'person', case when p.id is not null then jsonb_build_object('id', p.id::text,
      'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)) end,
    'reason', page.reason,
    'until', to_char(page.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'quantity', page.quantity,
    'purchase', page.purchase,
    'runId', page.run_id::text,
    'actor', page.actor,
    'actorName', null
  ) order by {{order}}), '[]') as items
from page
left join person p on p.district_id = $1 and p.id = page.person_id
