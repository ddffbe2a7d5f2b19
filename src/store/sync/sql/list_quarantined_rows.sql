select file, row_number, code, field, roster_table, sourced_id, expected, fix_by
from quarantined_row where district_id = $1 and run_id = $2 order by file, row_number, code, field limit $3
