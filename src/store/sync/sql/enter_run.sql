-- The district and actor of a transaction of a run. Its statements join whole tables of which the planner knows nothing
-- yet (a new district, a table just filled): a nested loop over a million rows that it took for one never ends, a hash
-- join is right for one row and for a million. Memory for those hashes; no compiling, which costs more than it gains.
-- Nobody waits for the disk here: what a step leaves is made durable by the move of its run to the next state, which
-- comes after it in the log.
select set_config('app.district_id', $1, true), set_config('app.actor', $2, true),
  set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('synchronous_commit', 'off', true)
