-- Coaching by phase of the cycle that it belongs to. Parameters: reach_report.
-- All it reads of interactions is in the index coaching_cycle_interaction_report.
with stays as (
  select s.cycle_id, s.phase_id, s.from_on,
    case when row_number() over w = 1 then '-infinity'::date else s.from_on end as since,
    coalesce(lead(s.from_on) over w, 'infinity'::date) as until
  from coaching_cycle_stay s
  where s.district_id = $1
  window w as (partition by s.cycle_id order by s.from_on)
),
sums as (
  select coalesce(i.phase_id, s.phase_id) as key, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from (
    select l.district_id, l.interaction_id as id, l.cycle_id, l.phase_id, l.coach_id, l.held_on, l.minutes, l.type,
      l.at_school_id as school_id
    from coaching_cycle_interaction l) i
  join stays s on s.cycle_id = i.cycle_id and i.held_on >= s.since and i.held_on < s.until
  where
{{+ reach_report}}
  group by 1
)
select sums.key, k.name, sums.interactions, sums.minutes
from sums join coaching_choice k on k.district_id = $1 and k.id = sums.key
order by k.position, sums.key
