-- But for what is about somebody under hold. $1 district, $2 run, $3 rows at most.
delete from run_change
where district_id = $1 and run_id = $2 and (kind, key) in (
  select c.kind, c.key from run_change c where c.district_id = $1 and c.run_id = $2 and not
{{+ held_change}}
  limit $3)
