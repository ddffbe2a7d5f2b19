-- $1 district, $2 people, $3 kind: what orders those who come at the same moment. Educators are alike; but where a rule ended and
-- holds again, who had a place then comes first, in the order in which they got it, then who waited, in the order of the queue.
select p.person_id,
  coalesce(case when last.reason = 'licence_off' then
    last.since + case last.move when 'release' then 0 else 4503599627370496 end end, 9007199254740990)::float8 as rank,
  (select min(s.sourced_id collate "C") from person_source s where s.district_id = $1 and s.person_id = p.person_id) as order_key
from unnest($2::bigint[]) p (person_id)
left join lateral (
  select l.move, l.reason, (
      select max(c.seq) from seat_ledger c
      where c.district_id = $1 and c.person_id = p.person_id and c.kind = $3 and c.move in ('assign', 'wait', 'yield')) as since
  from seat_ledger l
  where l.district_id = $1 and l.person_id = p.person_id and l.kind = $3
  order by l.seq desc limit 1
) last on true
