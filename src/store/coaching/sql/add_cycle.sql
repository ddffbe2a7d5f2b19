-- $1 district, $2 coach, $3 first day, $4 the phases that it has in their order, $5 now.
with made as (
  insert into coaching_cycle (district_id, coach_id, started_on, created_at, changed_at)
  values ($1, $2::text::bigint, $3::date, $5, $5)
  returning id
), phased as (
  insert into coaching_cycle_phase (district_id, cycle_id, phase_id, position)
  select $1, made.id, given.id, given.position
  from made cross join unnest($4::text[]) with ordinality as given (id, position)
)
select id::text as id from made
