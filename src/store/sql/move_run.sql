update run set state = $5, plan_hash = coalesce($6, plan_hash), report = coalesce($7, report), hold = $8, failure = $9, files = coalesce($11, files),
  finished_at = case when $10 then now() else finished_at end,
  lease_owner = case when $10 then null else lease_owner end, lease_until = case when $10 then null else lease_until end
where district_id = $1 and id = $2 and token = $3 and state = any ($4)
returning finished_at
