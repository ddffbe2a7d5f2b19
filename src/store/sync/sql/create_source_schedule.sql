insert into source_schedule (district_id, source_id, cron, next_due_at, starts_at) values ($1, $2, $3, $4::timestamptz, coalesce($5::timestamptz, $4::timestamptz))
on conflict (district_id, source_id) do nothing
returning source_id
