-- $1 district, $2 run, $3 rows at most.
delete from run_change
where district_id = $1 and run_id = $2 and (kind, key) in (
  select kind, key from run_change where district_id = $1 and run_id = $2 limit $3)
