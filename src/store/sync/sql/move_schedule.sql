update source_schedule set next_due_at = $3, starts_at = $4, stale_at = $5 where district_id = $1 and source_id = $2
