-- A decision is taken back; steps that went along are with their coach again. $1 district, $2 decision, $3 now.
with steps as (
  delete from coach_handover_step where district_id = $1 and handover_id = $2::text::bigint
)
update coach_handover set undone_at = $3 where district_id = $1 and id = $2::text::bigint
