-- What a report of cycles is made of: one row for each that ran between two days. reachReport: $1 district, $2 the whole of it?,
-- $3 schools, $4 one coach or null, $5 whom nothing may be about or null, $6 from, $7 to, $8 people of whom one at least is in it, or null. A cycle is at the schools where its educators
-- work now. What says where it stands is read of the open ones alone.
with met as materialized (
  select e.cycle_id, count(*)::int as educators, bool_or(e.person_id = $5::text::bigint) as is_about,
    jsonb_agg(jsonb_build_array(e.rating_start, e.rating_end))
      filter (where e.rating_start is not null or e.rating_end is not null) as ratings
  from coaching_cycle_educator e
  join coaching_cycle c on c.district_id = e.district_id and c.id = e.cycle_id
  where e.district_id = $1 and c.started_on <= $7::date and (c.ended_on is null or c.ended_on >= $6::date)
    and ($4::text is null or c.coach_id = $4::text::bigint)
  group by e.cycle_id
  having $8::text[] is null or bool_or(e.person_id = any ($8::text[]::bigint[]))
),
place as materialized (
  select e.cycle_id, array_agg(distinct a.org_id)::text[] as school_ids
  from met
  join coaching_cycle_educator e on e.district_id = $1 and e.cycle_id = met.cycle_id
  join affiliation a on a.district_id = e.district_id and a.person_id = e.person_id
    and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active' and o.type = 'school'
  where $2::boolean or a.org_id = any ($3::text[]::bigint[])
  group by e.cycle_id
)
select c.coach_id::text as "coachId", c.focus_id as "focusId", c.scale_id as "scaleId", c.started_on::text as "startedOn",
  c.ended_on::text as "endedOn", coalesce(place.school_ids, '{}') as "schoolIds", coalesce(met.ratings, '[]') as ratings,
  case when c.ended_on is null then (
    select max(l.held_on)::text
    from coaching_cycle_interaction l
    where l.district_id = c.district_id and l.cycle_id = c.id) end as "lastOn",
  case when c.ended_on is null then (
    select jsonb_agg(jsonb_build_object('phaseId', s.phase_id, 'from', s.from_on::text) order by s.from_on)
    from coaching_cycle_stay s
    where s.district_id = c.district_id and s.cycle_id = c.id) end as stays
from met
join coaching_cycle c on c.district_id = $1 and c.id = met.cycle_id
left join place on place.cycle_id = c.id
where not coalesce(met.is_about, false) and ($2::boolean or place.cycle_id is not null)
order by c.id
