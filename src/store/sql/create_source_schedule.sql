insert into source_schedule (district_id, source_id, cron, next_due_at) values ($1, $2, $3, $4)
on conflict (district_id, source_id) do nothing
returning source_id
