-- Coaching by coach. Parameters: reach_report. All it reads of interactions is in the index interaction_report.
with sums as (
  select i.coach_id as key, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from interaction i
  where
{{+ reach_report}}
  group by 1
)
select sums.key::text as key, concat_ws(' ', coalesce(c.preferred_given_name, c.given_name),
  coalesce(c.preferred_family_name, c.family_name)) as name, sums.interactions, sums.minutes
from sums join person c on c.district_id = $1 and c.id = sums.key
order by sums.minutes desc, sums.key
