-- Coaching by phase of the cycle that it belongs to. Parameters: reach_report.
with stays as (
  select s.cycle_id, s.phase_id, s.from_on,
    case when row_number() over w = 1 then '-infinity'::date else s.from_on end as since,
    coalesce(lead(s.from_on) over w, 'infinity'::date) as until
  from coaching_cycle_stay s
  where s.district_id = $1
  window w as (partition by s.cycle_id order by s.from_on)
),
sums as (
  select coalesce(l.phase_id, s.phase_id) as key, count(*)::int as interactions, sum(i.minutes)::int as minutes
  from coaching_cycle_interaction l
  join interaction i on i.district_id = l.district_id and i.id = l.interaction_id
  join stays s on s.cycle_id = l.cycle_id and i.held_on >= s.since and i.held_on < s.until
  where
{{+ reach_report}}
    and l.district_id = $1
  group by 1
)
select sums.key, k.name, sums.interactions, sums.minutes
from sums join coaching_choice k on k.district_id = $1 and k.id = sums.key
order by k.position, sums.key
