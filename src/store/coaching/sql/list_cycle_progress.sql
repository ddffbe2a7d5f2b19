-- What a report of cycles is made of: the cycles that ran between two days, each open one by itself, ended ones that are alike in
-- what the report tells together with their number. reachReport: $1 district, $2 the whole of it?, $3 schools, $4 one coach or
-- null, $5 whom nothing may be about or null, $6 from, $7 to, $8 people of whom one at least is in it, or null; $9 what it adds
-- up by. A cycle is at the schools where its educators work now.
-- One row for each ended cycle took as long to send and add up as to find: over five years nearly all have ended.
with home as materialized (
  select distinct a.person_id, a.org_id
  from affiliation a
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active' and o.type = 'school'
  where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and ($9::text = 'school' or not $2::boolean) and ($2::boolean or a.org_id = any ($3::text[]::bigint[]))
),
ran as materialized (
  select c.id, c.scale_id, c.started_on, c.ended_on, case when $9::text = 'coach' then c.coach_id end as coach_id,
    case when $9::text = 'focus' then c.focus_id end as focus_id
  from coaching_cycle c
  where c.district_id = $1 and c.started_on <= $7::date and (c.ended_on is null or c.ended_on >= $6::date)
    and ($4::text is null or c.coach_id = $4::text::bigint)
    and ($8::text[] is null or c.id in (
      select e.cycle_id from coaching_cycle_educator e
      where e.district_id = $1 and e.person_id = any ($8::text[]::bigint[])))
    and c.id not in (
      select e.cycle_id from coaching_cycle_about e where e.district_id = $1 and e.person_id = $5::text::bigint)
    and ($2::boolean or c.id in (
      select e.cycle_id from coaching_cycle_educator e join home on home.person_id = e.person_id where e.district_id = $1))
),
place as materialized (
  select cycle_id, array_agg(org_id order by org_id) as school_ids
  from (
    select distinct e.cycle_id, home.org_id
    from ran
    join coaching_cycle_educator e on e.district_id = $1 and e.cycle_id = ran.id
    join home on home.person_id = e.person_id
    where $9::text = 'school') at
  group by cycle_id
),
ended as (
  select coach_id, focus_id, school_ids, scale_id, sum(cycles)::int as cycles,
    json_agg(json_build_array(rating_start, rating_end, educators)) filter (where educators > 0) as ratings
  from (
    select coach_id, focus_id, school_ids, scale_id, rating_start, rating_end, sum(cycles) as cycles,
      sum(educators) as educators
    from (
      select r.coach_id, r.focus_id, place.school_ids, r.scale_id, null::smallint as rating_start,
        null::smallint as rating_end, 1 as cycles, 0 as educators
      from ran r
      left join place on place.cycle_id = r.id
      where r.ended_on is not null
      union all
      select r.coach_id, r.focus_id, place.school_ids, r.scale_id, e.rating_start, e.rating_end, 0, 1
      from ran r
      join coaching_cycle_educator e on e.district_id = $1 and e.cycle_id = r.id
      left join place on place.cycle_id = r.id
      where r.ended_on is not null and (e.rating_start is not null or e.rating_end is not null)) one
    group by coach_id, focus_id, school_ids, scale_id, rating_start, rating_end) alike
  group by coach_id, focus_id, school_ids, scale_id
)
select coach_id::text as "coachId", focus_id as "focusId", scale_id as "scaleId",
  coalesce(school_ids::text[], '{}') as "schoolIds", cycles, coalesce(ratings, '[]') as ratings, null as open
from ended
union all
select r.coach_id::text, r.focus_id, r.scale_id, coalesce(place.school_ids::text[], '{}'), 1,
  coalesce((
    select json_agg(json_build_array(e.rating_start, e.rating_end, 1))
    from coaching_cycle_educator e
    where e.district_id = $1 and e.cycle_id = r.id and (e.rating_start is not null or e.rating_end is not null)), '[]'),
  json_build_object('startedOn', r.started_on::text,
    'lastOn', (
      select max(l.held_on)::text from coaching_cycle_interaction l
      where l.district_id = $1 and l.cycle_id = r.id and l.interaction_id not in (
        select e.interaction_id from interaction_about e
        where e.district_id = $1 and e.person_id = $5::text::bigint)),
    'stays', (
      select json_agg(json_build_object('phaseId', s.phase_id, 'from', s.from_on::text) order by s.from_on)
      from coaching_cycle_stay s where s.district_id = $1 and s.cycle_id = r.id))
from ran r
left join place on place.cycle_id = r.id
where r.ended_on is null
