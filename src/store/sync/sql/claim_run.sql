-- The token fences: of two workers that both believe to own the run, only the one with the last token can apply.
update run set state = $4, token = token + 1, lease_owner = $5, lease_until = now() + $6::int * interval '1 millisecond',
  started_at = coalesce(started_at, now())
where district_id = $1 and id = $2 and state = any ($3)
returning token, source_id, dry_run, trigger, started_at
