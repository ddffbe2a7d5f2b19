-- Places only: what is due is decided again under the row's lock. Retries that are due come with the slots.
select p.district_id, p.source_id
from source_schedule p
where not p.paused and p.cron is not null
  and ((p.next_due_at <= $1 and slot_start(p.next_due_at, p.starts_at) <= $1) or p.retry_at <= $1)
order by least(p.next_due_at, p.retry_at), p.district_id, p.source_id
limit $2
