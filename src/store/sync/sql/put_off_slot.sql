-- A missed slot that is caught up a little later: like a retry, but the first run of its slot. Under the lock.
update source_schedule set retry_slot = $3, retry_at = $4, retries = 0 where district_id = $1 and source_id = $2
