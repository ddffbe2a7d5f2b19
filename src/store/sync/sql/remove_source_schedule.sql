-- It starts never again. $1 district, $2 source, $3 when.
update source_schedule
set removed_at = $3, paused = true, paused_because = 'person', cron = null, next_due_at = null, starts_at = null, stale_at = null,
  retry_slot = null, retry_at = null, alarm_since = null, alarm_code = null, pinned_by = null
where district_id = $1 and source_id = $2
