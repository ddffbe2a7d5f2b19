-- Coaching by tag; what has several counts with each of them. Parameters: reach_report.
with sums as (
  select g.tag_id as key, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from interaction_tag g
  join interaction i on i.district_id = g.district_id and i.id = g.interaction_id
  where
{{+ reach_report}}
    and g.district_id = $1
  group by 1
)
select sums.key::text as key, t.name, sums.interactions, sums.minutes
from sums join coaching_tag t on t.district_id = $1 and t.id = sums.key
order by sums.minutes desc, sums.key
