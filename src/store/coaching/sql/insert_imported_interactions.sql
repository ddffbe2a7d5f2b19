-- Interactions of an imported log; answers which line became which. $1 district, $2 coach, $3 now, $4 lines as JSON.
with lines as materialized (
  select l.*, nextval('interaction_id_seq') as id
  from jsonb_to_recordset($4::text::jsonb) as l (
    line int, "heldOn" date, minutes smallint, type text, "schoolId" bigint, notes text, step text, due date, done date)
), made as (
  insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id, notes_sealed, next_step_sealed,
    next_step_due, next_step_done_on, sealed_for, created_at, updated_at)
  select $1, l.id, $2::text::bigint, l."heldOn", l.minutes, l.type, l."schoolId", l.notes, l.step, l.due, l.done,
    $2::text::bigint, $3::timestamptz, $3::timestamptz
  from lines l
)
select line, id::text as id from lines
