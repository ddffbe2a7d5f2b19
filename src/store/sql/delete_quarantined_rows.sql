-- But for what is about somebody under hold. $1 district, $2 run, $3 rows at most.
delete from quarantined_row
where district_id = $1 and run_id = $2 and (file, row_number, code, field) in (
  select q.file, q.row_number, q.code, q.field from quarantined_row q where q.district_id = $1 and q.run_id = $2 and not
{{+ held_quarantined}}
  limit $3)
