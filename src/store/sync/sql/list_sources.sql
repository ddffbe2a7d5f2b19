select s.district_id, s.id, s.connector, s.config, s.baseline_run_id, s.created_at,
  not exists (select from run r where r.district_id = s.district_id and r.source_id = s.id and r.applied_no is not null) as is_first,
  p.cron, p.paused, p.paused_because, p.next_due_at, slot_start(p.next_due_at, p.starts_at) as starts_at, p.last_slot_at,
  p.blackouts, p.window_end, p.retry_at, p.retries, p.alarm_since, p.alarm_code, p.last_success_at, p.stale_at, d.timezone
from source s
join source_schedule p on p.district_id = s.district_id and p.source_id = s.id
join district d on d.id = s.district_id
where s.district_id = $1 and p.removed_at is null
order by s.id
