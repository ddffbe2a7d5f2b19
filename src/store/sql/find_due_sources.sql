select p.district_id, p.source_id, p.cron, p.next_due_at, d.timezone
from source_schedule p
join district d on d.id = p.district_id
where p.next_due_at <= $1 and not p.paused and p.cron is not null
order by p.next_due_at, p.district_id, p.source_id
limit $2
