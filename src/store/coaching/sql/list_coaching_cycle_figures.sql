-- What was published of cycles for the schools in scope, oldest first, named as windows of interactions are. reachSchools.
select f.school_id::text as "schoolId", f.from_on::text as "from", f.to_on::text as "to", f.cycles as interactions,
  f.days as minutes, f.educators, (
    select coalesce(jsonb_agg(jsonb_build_object('typeId', c ->> 'outcome', 'interactions', c -> 'cycles',
      'minutes', c -> 'days', 'educators', c -> 'educators')), '[]')
    from jsonb_array_elements(f.cells) c) as cells
from coaching_cycle_figure f
where f.district_id = $1 and ($2::boolean or f.school_id = any ($3::text[]::bigint[]))
order by f.to_on, f.school_id
