-- A new slot takes the place of the retries of the one before.
update source_schedule
set last_slot_at = next_due_at, next_due_at = $3, starts_at = $4, retry_slot = null, retry_at = null, retries = 0
where district_id = $1 and source_id = $2
