-- While the apply holds the row there is nothing to renew: the lock itself keeps others off. Answers whether the run
-- is still this worker's.
with free as (
  select district_id, id from run
  where district_id = $1 and id = $2 and token = $3 and state in ('reading', 'staged', 'planned', 'applying')
  for update skip locked
), renewed as (
  update run r set lease_until = now() + $4::int * interval '1 millisecond'
  from free where r.district_id = free.district_id and r.id = free.id
)
select exists (select from run where district_id = $1 and id = $2 and token = $3) as alive
