-- Schedules of which nobody has worked out yet when they count as stale: a run of theirs was applied, or they are new.
select p.district_id, p.source_id, p.cron, p.paused, p.next_due_at, slot_start(p.next_due_at, p.starts_at) as starts_at,
  p.last_slot_at, p.blackouts, p.window_end, p.retry_slot, p.retry_at, p.retries, p.last_success_at, d.timezone
from source_schedule p
join district d on d.id = p.district_id
where p.stale_at is null and p.cron is not null and not p.paused
order by p.district_id, p.source_id
limit $1
