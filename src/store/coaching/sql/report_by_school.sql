-- Coaching by school; what was for several counts at each of them. Parameters: reach_report.
-- All it reads of interactions is in the index interaction_report.
with places as (
  select i.school_id as key, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from interaction i
  where
{{+ reach_report}}
  group by 1
  union all
  select s.school_id, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from interaction_school s
  join interaction i on i.district_id = s.district_id and i.id = s.interaction_id
  where
{{+ reach_report}}
    and s.district_id = $1 and s.school_id <> i.school_id
  group by 1
)
select places.key::text as key, o.name, sum(places.interactions)::int as interactions, sum(places.minutes)::int as minutes
from places join org o on o.district_id = $1 and o.id = places.key
where $2::boolean or places.key = any ($3::text[]::bigint[])
group by places.key, o.name
order by 4 desc, places.key
