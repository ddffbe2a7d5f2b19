-- Coaching by month, named by its first day. Parameters: reach_report.
-- All it reads of interactions is in the index interaction_report.
with days as (
  select i.held_on, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from interaction i
  where
{{+ reach_report}}
  group by 1
),
sums as (
  select date_trunc('month', days.held_on)::date as key, sum(days.interactions)::int as interactions,
    sum(days.minutes)::int as minutes
  from days
  group by 1
)
select sums.key::text as key, sums.key::text as name, sums.interactions, sums.minutes
from sums
order by sums.key
