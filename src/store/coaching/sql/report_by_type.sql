-- Coaching by kind of interaction. Parameters: reach_report.
-- All it reads of interactions is in the index interaction_report.
with sums as (
  select i.type as key, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from interaction i
  where
{{+ reach_report}}
  group by 1
)
select sums.key, sums.key as name, sums.interactions, sums.minutes
from sums
order by sums.minutes desc, sums.key
