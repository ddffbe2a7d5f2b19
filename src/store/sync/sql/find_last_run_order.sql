-- The newest order of a source ($2) or about a run ($3): decided about, or made for it. $1 district.
select id::text, source_id as "sourceId", kind, run_id::text as "runId", made_run_id::text as "madeRunId",
  requested_by as "requestedBy", to_char(requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "requestedAt",
  taken_at is not null as "isTaken", done_at is not null as "isDone", failure_code as "failureCode"
from run_order
where district_id = $1 and ($2::text is null or source_id = $2)
  and ($3::text is null or run_id = $3::text::bigint or made_run_id = $3::text::bigint)
order by id desc limit 1
