-- Coaching by phase of the cycle that it belongs to. reachReport: $1 district, $2 the whole of it?, $3 schools, $4 one coach or null, $5 whom nothing may
-- be about or null, $6 from, $7 to, $8 one kind or null, $9 one tag or null. A school's are those that it was at and those that were
-- for it besides. 
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
  where i.district_id = $1 and i.held_on between $6::date and $7::date
    and ($2::boolean or i.school_id = any ($3::text[]::bigint[]) or i.id in (
      select x.interaction_id from interaction_school x
      where x.district_id = $1 and x.school_id = any ($3::text[]::bigint[])))
    and ($4::text is null or i.coach_id = $4::text::bigint)
    and ($8::text is null or i.type = $8)
    and ($9::text is null or i.id in (
      select g.interaction_id from interaction_tag g where g.district_id = $1 and g.tag_id = $9::text::bigint))
    and not (i.id = any (array(
      select e.interaction_id from interaction_educator e where e.district_id = $1 and e.person_id = $5::text::bigint)))
    and l.district_id = $1
  group by 1
)
select sums.key, k.name, sums.interactions, sums.minutes
from sums join coaching_choice k on k.district_id = $1 and k.id = sums.key
order by k.position, sums.key
