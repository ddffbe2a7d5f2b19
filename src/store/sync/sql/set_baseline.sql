-- What an applied run leaves on its source: the baseline where it was the first, and a schedule without trouble.
with settled as (
  update source_schedule
  set last_success_at = $4, stale_at = null, alarm_since = null, alarm_code = null, retry_slot = null, retry_at = null
  where district_id = $1 and source_id = $2
)
update source set baseline_run_id = $3 where district_id = $1 and id = $2 and baseline_run_id is null
