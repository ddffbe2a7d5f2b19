-- $1 district, $2 run, $3 rows at most.
delete from quarantined_row
where district_id = $1 and run_id = $2 and (file, row_number, code, field) in (
  select file, row_number, code, field from quarantined_row where district_id = $1 and run_id = $2 limit $3)
