-- The faults after the given one, by table and record.
select roster_table, code, field, sourced_id, file, row_number, expected, fix_by, first_run_id, first_seen_at,
  last_run_id
from quarantine_entry
where district_id = $1 and source_id = $2
  and (roster_table, record, code, field) > ($3, $4, $5, $6)
order by roster_table, record, code, field
limit $7
