-- Where a newer slot has come meanwhile, it is that slot's turn.
update source_schedule set retry_slot = $3, retry_at = $4, retries = $5
where district_id = $1 and source_id = $2 and not paused and cron is not null and date_trunc('milliseconds', last_slot_at) <= $3
returning source_id
