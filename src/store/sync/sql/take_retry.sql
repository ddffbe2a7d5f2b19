update source_schedule set retry_slot = null, retry_at = null where district_id = $1 and source_id = $2
