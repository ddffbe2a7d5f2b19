insert into run (district_id, source_id, trigger, dry_run, requested_by, requested_at, undo_of)
values ($1, $2, $3, $4, $5, $6, $7)
returning id
