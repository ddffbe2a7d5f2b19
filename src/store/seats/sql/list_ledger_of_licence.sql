-- One page of the whole ledger of one licence: $1 district, $2 kind, $3 limit, $4 offset, $5 whether whoever asks may read who did it.
-- Its entries are numbered without a gap, so the last number is how many there are: nothing is counted.
with page as (
  select kind, seq, at, move, person_id, reason, until, quantity, purchase, run_id, actor
  from seat_ledger as page
  where district_id = $1 and kind = $2
  order by {{order}} limit $3::int offset $4::int
)
select coalesce((
    select l.seq from seat_ledger l where l.district_id = $1 and l.kind = $2 order by l.seq desc limit 1), 0)::int as total,
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
    'actorName', case when $5::boolean then coalesce(
{{+ ledger_actor_name}}
    ) end
  ) order by {{order}}), '[]') as items
from page
left join person p on p.district_id = $1 and p.id = page.person_id
