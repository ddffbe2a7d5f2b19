-- Interactions of the windows that end with a month, by school, as far as they were in no window before: each begins after
-- the school's last one, or with the school year. $1 district, $2 first day of the school year, $3 last day of the month.
with last as (
  select f.school_id, max(f.to_on) as to_on from coaching_figure f where f.district_id = $1 group by f.school_id
)
select i.school_id::text as "schoolId", last.to_on::text as "lastTo",
  jsonb_agg(jsonb_build_object('id', i.id::text, 'typeId', i.type, 'minutes', i.minutes, 'educatorIds', coalesce((
    select jsonb_agg(e.person_id::text) from interaction_educator e
    where e.district_id = i.district_id and e.interaction_id = i.id), '[]'))) as facts
from interaction i
left join last on last.school_id = i.school_id
where i.district_id = $1 and i.held_on between $2::date and $3::date
  and i.counted_on is null and (last.to_on is null or i.held_on > last.to_on)
group by i.school_id, last.to_on
order by i.school_id
