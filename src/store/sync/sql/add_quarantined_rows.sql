insert into quarantined_row (district_id, run_id, file, row_number, code, field, roster_table, sourced_id, expected, fix_by)
select $1, $2, file, row_number, code, field, roster_table, sourced_id, expected, fix_by
from jsonb_to_recordset($3::jsonb) as q(file text, row_number bigint, code text, field text, roster_table text, sourced_id text, expected text, fix_by text)
on conflict do nothing
