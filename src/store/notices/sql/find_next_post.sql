-- When there is something to tell or to send next, or null. $1 district, $2 channels that there is a way for.
select least(
  (select min(greatest(next_attempt_at, coalesce(claimed_until, next_attempt_at))) from outbox
    where district_id = $1 and state = 'queued' and channel = any ($2)),
  (select min(tell_at) from notice where district_id = $1 and told_at is null and resolved_at is null)) as next
