-- An upload, the newest order about it, and how the run of that order stands. $1 district, $2 id.
select u.id::text, u.source_id as "sourceId", u.whole, u.bytes, u.state, u.findings, u.content is not null as "isKept",
  to_char(u.uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "uploadedAt",
  o.kind as "orderKind", coalesce(o.taken_at is not null, false) as "isTaken", coalesce(o.done_at is not null, false) as "isDone",
  o.made_run_id::text as "madeRunId", o.failure_code as "failureCode", r.state as "runState"
from upload u
left join lateral (
  select * from run_order each where each.district_id = u.district_id and each.upload_id = u.id order by each.id desc limit 1) o on true
left join run r on r.district_id = u.district_id and r.id = o.made_run_id
where u.district_id = $1 and u.id = $2::text::bigint
