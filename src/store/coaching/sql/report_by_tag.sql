-- Coaching by tag; what has several counts with each of them. Parameters: reach_report.
-- All it reads of interactions is in the index interaction_tag_report.
with sums as (
  select i.tag_id as key, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from (
    select g.district_id, g.interaction_id as id, g.tag_id, g.coach_id, g.held_on, g.minutes, g.type,
      g.at_school_id as school_id
    from interaction_tag g) i
  where
{{+ reach_report}}
  group by 1
)
select sums.key::text as key, t.name, sums.interactions, sums.minutes
from sums join coaching_tag t on t.district_id = $1 and t.id = sums.key
order by sums.minutes desc, sums.key
