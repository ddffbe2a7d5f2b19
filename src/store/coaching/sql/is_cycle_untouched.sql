-- Whether a cycle is as it was left: of this coach, in this version, and with `bare` without an interaction; locked.
-- $1 district, $2 cycle, $3 coach, $4 version, $5 bare?
select from coaching_cycle c
where c.district_id = $1 and c.id = $2::text::bigint and c.coach_id = $3::text::bigint and c.version = $4::int
  and (not $5::boolean or not exists (
    select from coaching_cycle_interaction l where l.district_id = $1 and l.cycle_id = c.id))
for update of c
