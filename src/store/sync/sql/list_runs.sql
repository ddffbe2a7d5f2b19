-- Runs, newest first. $1 district, $2 one source or null, $3 before this one or null, $4 limit, $5 without those refused.
select id, source_id, trigger, dry_run, state, token, requested_at, requested_by, started_at, finished_at, lease_until,
  lease_until < now() as lease_over, plan_hash, report, hold, failure, decided_by, decided_at,
  undo_of, undone_by, applied_no
from run
where district_id = $1 and ($2::text is null or source_id = $2) and ($3::bigint is null or id < $3)
  and not ($5 and state = 'discarded' and failure is not null)
order by id desc limit $4
