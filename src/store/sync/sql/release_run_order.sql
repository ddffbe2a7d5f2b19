-- Given back: somebody takes it up again, after a pause where there is something to wait for.
update run_order set lease_until = now() + $3::int * interval '1 millisecond'
where id = $1 and taken_count = $2 and done_at is null
