-- The licence at the end of every day that has an entry, from the ledger alone: $1 district, $2 kind. Whether a seat was used
-- before a move follows from the person's move before it.
with moves as (
  select seq, move, quantity, (at at time zone d.timezone)::date as day,
    lag(move) over (partition by person_id order by seq) as before
  from seat_ledger
  cross join (select timezone from district where id = $1) d
  where district_id = $1 and kind = $2
), days as (
  select day,
    (array_agg(quantity order by seq desc) filter (where move = 'purchase'))[1] as bought,
    sum(case when move = 'assign' then 1 when move in ('release', 'yield') then -1 else 0 end) as used,
    sum(case when move in ('wait', 'yield') then 1 when move = 'withdraw' then -1
      when move = 'assign' and before in ('wait', 'yield') then -1 else 0 end) as waiting
  from moves
  group by day
), numbered as (
  -- A day without a purchase has what the last one before it set.
  select day, bought, used, waiting, count(bought) over (order by day) as purchase from days
)
select day::text, coalesce(first_value(bought) over (partition by purchase order by day), 0)::integer as bought,
  sum(used) over (order by day)::integer as used, sum(waiting) over (order by day)::integer as waiting
from numbered
order by day
