-- Coaching by school; what was for several counts at each of them. Parameters: reach_report.
-- All it reads of interactions is in the indexes interaction_report and interaction_school_report.
with places as (
  select i.school_id as key, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from interaction i
  where
{{+ reach_report}}
  group by 1
  union all
  select i.for_school_id, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from (
    select s.district_id, s.interaction_id as id, s.school_id as for_school_id, s.coach_id, s.held_on, s.minutes, s.type,
      s.at_school_id as school_id
    from interaction_school s) i
  where
{{+ reach_report}}
    and i.for_school_id <> i.school_id
  group by 1
)
select places.key::text as key, o.name, sum(places.interactions)::int as interactions, sum(places.minutes)::int as minutes
from places join org o on o.district_id = $1 and o.id = places.key
where $2::boolean or places.key = any ($3::text[]::bigint[])
group by places.key, o.name
order by 4 desc, places.key
