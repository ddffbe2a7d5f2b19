-- $1 district.
select count(*) filter (where state = 'queued')::int as queued,
  count(*) filter (where state = 'dead')::int as dead,
  min(created_at) filter (where state = 'queued') as oldest,
  min(next_attempt_at) filter (where state = 'queued') as next
from outbox
where district_id = $1
