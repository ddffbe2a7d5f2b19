update source_schedule set paused = $3, next_due_at = $4 where district_id = $1 and source_id = $2 returning source_id
