update run_order set done_at = now(), lease_until = null, failure_code = $3 where id = $1 and taken_count = $2 and done_at is null
