-- The row is the claim: of all workers that see a slot come due one locks it, the others pass by and find it moved on.
select p.district_id, p.source_id, p.cron, p.paused, p.next_due_at, slot_start(p.next_due_at, p.starts_at) as starts_at,
  p.last_slot_at, p.blackouts, p.window_end, p.retry_slot, p.retry_at, p.retries, p.last_success_at, d.timezone
from source_schedule p
join district d on d.id = p.district_id
where p.district_id = $1 and p.source_id = $2
for update of p skip locked
