-- What is wrong with a source now. A fault that was there before keeps the time when it was first seen.
insert into quarantine_entry as q (district_id, source_id, roster_table, record, code, field, sourced_id, file, row_number,
  expected, fix_by, first_run_id, first_seen_at, last_run_id)
select distinct on (e.roster_table, e.record, e.code, e.field)
  $1, $2, e.roster_table, e.record, e.code, e.field, e.sourced_id, e.file, e.row_number, e.expected, e.fix_by, $3, $4, $3
from jsonb_to_recordset($5::jsonb) as e(roster_table text, record text, code text, field text, sourced_id text, file text,
  row_number bigint, expected text, fix_by text)
order by e.roster_table, e.record, e.code, e.field, e.row_number
on conflict (district_id, source_id, roster_table, record, code, field) do update
set file = excluded.file, row_number = excluded.row_number, expected = excluded.expected, fix_by = excluded.fix_by,
  last_run_id = excluded.last_run_id
