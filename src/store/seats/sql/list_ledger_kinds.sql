-- The kinds of which the district ($1) has a ledger, each found by a step in the index.
with recursive each as (
  (select l.kind from seat_ledger l where l.district_id = $1 order by l.kind limit 1)
  union all
  select (select l.kind from seat_ledger l where l.district_id = $1 and l.kind > each.kind order by l.kind limit 1)
  from each
  where each.kind is not null
)
select kind from each where kind is not null order by kind collate "C"
