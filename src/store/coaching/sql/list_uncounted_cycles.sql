-- Coaching cycles that were never counted for principals and could be in the windows that end with a month, by school: of
-- this school year, begun by its end. A cycle is at the school where most of its interactions were; without any, where its
-- educators work, if that is one school. $1 district, $2 first day of the school year, $3 last day of the month.
with fresh as materialized (
  select c.id, c.started_on, c.ended_on
  from coaching_cycle c
  where c.district_id = $1 and c.counted_on is null and c.started_on between $2::date and $3::date
),
met as (
  select distinct on (cycle_id) cycle_id, school_id
  from (
    select l.cycle_id, l.at_school_id as school_id, count(*) as times
    from coaching_cycle_interaction l
    where l.district_id = $1 and l.cycle_id in (select id from fresh)
    group by 1, 2) sums
  order by cycle_id, times desc, school_id
),
home as (
  select e.cycle_id, min(o.id) as school_id
  from coaching_cycle_educator e
  join affiliation a on a.district_id = e.district_id and a.person_id = e.person_id
    and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.type = 'school' and o.status = 'active'
  where e.district_id = $1 and e.cycle_id in (select id from fresh)
  group by e.cycle_id
  having count(distinct o.id) = 1
),
last as (
  select f.school_id, max(f.to_on) as to_on from coaching_cycle_figure f where f.district_id = $1 group by f.school_id
)
select coalesce(met.school_id, home.school_id)::text as "schoolId", last.to_on::text as "lastTo",
  jsonb_agg(jsonb_build_object('id', fresh.id::text, 'startedOn', fresh.started_on::text, 'endedOn', fresh.ended_on::text,
    'educatorIds', coalesce((
      select jsonb_agg(e.person_id::text) from coaching_cycle_educator e
      where e.district_id = $1 and e.cycle_id = fresh.id), '[]'))) as cycles
from fresh
left join met on met.cycle_id = fresh.id
left join home on home.cycle_id = fresh.id
left join last on last.school_id = coalesce(met.school_id, home.school_id)
where coalesce(met.school_id, home.school_id) is not null
group by 1, 2
order by 1
