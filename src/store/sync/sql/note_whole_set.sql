-- A whole set was applied: it is at least as new as every delta before it.
insert into source_table (district_id, source_id, roster_table, full_run_id, full_at) values ($1, $2, $3, $4, $5)
on conflict (district_id, source_id, roster_table) do update
set full_run_id = excluded.full_run_id, full_at = excluded.full_at, full_mark = source_table.delta_mark
