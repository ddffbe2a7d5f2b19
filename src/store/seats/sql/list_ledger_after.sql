-- The ledger by kind, the newest first, some entries at a time: $1 district, $2 kind (null: all), the last one read by $3 its kind
-- and $4 its number (null: none yet), $5 how many. People by number: for the command line.
select l.kind, l.seq::int, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, l.move,
  case when l.person_id is not null then jsonb_build_object('id', l.person_id::text, 'givenName', '', 'familyName', '') end as person,
  l.reason, to_char(l.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, l.quantity, l.purchase,
  l.run_id::text as "runId", l.actor, null::text as "actorName"
from seat_ledger l
where l.district_id = $1 and ($2::text is null or l.kind = $2)
  and ($3::text is null or l.kind collate "C" > $3 or l.kind = $3 and l.seq < $4::bigint)
order by l.kind collate "C", l.seq desc
limit $5::int
