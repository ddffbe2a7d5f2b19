-- Whoever changes the row has the slot; everybody else finds another due time and changes nothing.
-- Compared to the millisecond: that is as fine as the caller's clock reads a due time.
update source_schedule
set last_slot_at = next_due_at, next_due_at = $4
where district_id = $1 and source_id = $2 and date_trunc('milliseconds', next_due_at) = $3 and not paused
returning source_id
