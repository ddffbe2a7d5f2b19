update source_schedule
set cron = $3::text, next_due_at = $4, starts_at = $5, stale_at = $6, blackouts = $7, window_end = $8,
  retry_slot = case when $3::text is null then null else retry_slot end, retry_at = case when $3::text is null then null else retry_at end
where district_id = $1 and source_id = $2
