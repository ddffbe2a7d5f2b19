-- A worker says that it is there; what hasn't been heard of for a day is forgotten. $1 worker, $2 started.
with gone as (delete from worker_heartbeat where beat_at < now() - interval '1 day' and owner <> $1)
insert into worker_heartbeat (owner, started_at, beat_at) values ($1, $2, now())
on conflict (owner) do update set started_at = excluded.started_at, beat_at = now()
