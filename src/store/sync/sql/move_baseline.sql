-- The baseline is the first run in effect that read a feed; without one the next sync is a first one again.
update source s set baseline_run_id = (
  select r.id from run r
  where r.district_id = $1 and r.source_id = $2 and r.applied_no is not null and r.undo_of is null and r.undone_by is null
  order by r.applied_no limit 1)
where s.district_id = $1 and s.id = $2 and (s.baseline_run_id is null or s.baseline_run_id = $3)
