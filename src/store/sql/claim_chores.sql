-- Takes what is due and nobody is at, the longest overdue first; the claim ends by itself where its worker dies.
-- due_at is infinity meanwhile, whatever clocks say: what is hastened under way shows by another one.
-- $1 worker, $2 seconds of the claim, $3 at most, $4 now.
with chosen as materialized (
  select district_id, kind from chore
  where (due_at <= $4 and claimed_until is null) or claimed_until < clock_timestamp()
  order by least(due_at, claimed_until), district_id, kind limit $3
  for update skip locked)
update chore c set claimed_by = $1, claimed_until = clock_timestamp() + make_interval(secs => $2), due_at = 'infinity'
from chosen t
where c.district_id = t.district_id and c.kind = t.kind
returning c.district_id, c.kind, c.claimed_until::text as claim
