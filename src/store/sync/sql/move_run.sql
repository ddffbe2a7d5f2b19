-- A run that is applied is numbered among those of its source; they go one at a time, so no number is given twice.
update run r set state = $5, plan_hash = coalesce($6, plan_hash), report = coalesce($7, report), hold = $8, failure = $9,
  files = coalesce($11, files),
  finished_at = case when $10 then now() else finished_at end,
  lease_owner = case when $10 then null else lease_owner end, lease_until = case when $10 then null else lease_until end,
  applied_no = case when $5 = 'applied' then (
    select coalesce(max(x.applied_no), 0) + 1 from run x where x.district_id = $1 and x.source_id = r.source_id
  ) else applied_no end
where district_id = $1 and id = $2 and token = $3 and state = any ($4)
returning finished_at
