-- Seconds since any worker was heard of, or null; how many were within $1 seconds; since when the oldest order waits.
select extract(epoch from now() - max(beat_at))::float8 as "silentSeconds",
  count(*) filter (where beat_at > now() - make_interval(secs => $1))::int as workers,
  (select extract(epoch from now() - min(requested_at))::float8 from run_order where done_at is null) as "orderSeconds",
  (select count(*)::int from run_order where done_at is null) as orders
from worker_heartbeat
