-- What the runs $3 did last to somebody's seat of one kind. gave: the person has it, or waits, by one of them; until: the end
-- of the grace that it called them back from. took: it is gone by one of them; place: the one they had.
with touched as (
  select distinct person_id from seat_ledger
  where district_id = $1 and kind = $2 and run_id = any ($3::bigint[]) and person_id is not null
), history as (
  select l.person_id, l.seq, l.move, l.until, l.run_id from seat_ledger l join touched t on t.person_id = l.person_id
  where l.district_id = $1 and l.kind = $2
), last as (
  select distinct on (person_id) person_id, seq, move, run_id from history
  where move in ('assign', 'wait', 'return', 'leave', 'release', 'withdraw', 'yield')
  order by person_id, seq desc
)
select l.person_id, l.move in ('assign', 'wait', 'return') as gave,
  case when l.move = 'return' then (
    select h.until from history h where h.person_id = l.person_id and h.move = 'leave' and h.seq < l.seq
    order by h.seq desc limit 1) end as until,
  (select min(h.seq) from history h where h.person_id = l.person_id and h.seq > coalesce((
    select max(o.seq) from history o
    where o.person_id = l.person_id and o.move in ('release', 'withdraw') and o.seq < l.seq), 0))::text as place
from last l
where l.run_id = any ($3::bigint[])
