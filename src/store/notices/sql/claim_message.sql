-- Takes the message that waits longest, by one of the channels that there is a way for. The attempt is counted before
-- it is made: a process that dies while sending has had it. The choice is made once, in a CTE: as a subquery it would be
-- made anew for row after row, and claim them all. $1 district, $2 channels, $3 seconds, $4 now.
with chosen as materialized (
  select id from outbox
  where district_id = $1 and state = 'queued' and channel = any ($2) and next_attempt_at <= $4
    and (claimed_until is null or claimed_until < clock_timestamp())
  order by next_attempt_at, id limit 1
  for update skip locked)
update outbox o set attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $3)
from chosen c
where o.district_id = $1 and o.id = c.id
returning o.id, o.channel, o.event, o.recipient, o.message_id, o.message, o.attempts, o.created_at
