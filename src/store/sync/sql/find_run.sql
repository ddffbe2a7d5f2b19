select id, source_id, trigger, dry_run, state, token, requested_at, requested_by, started_at, finished_at, lease_until,
  lease_until < now() as lease_over, plan_hash, report, hold, failure, decided_by, decided_at,
  undo_of, undone_by, applied_no
from run where district_id = $1 and id = $2
