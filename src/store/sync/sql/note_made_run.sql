update run_order set made_run_id = $3 where id = $1 and taken_count = $2 and done_at is null
