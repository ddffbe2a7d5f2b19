-- Runs whose worker stopped renewing: those that were applied go on to reported, the others failed without having
-- changed anything, because the apply is one transaction.
update run set state = case state when 'applied' then 'reported' else 'failed' end, token = token + 1,
  finished_at = coalesce(finished_at, now()), lease_owner = null, lease_until = null,
  failure = case state when 'applied' then failure else $3::jsonb end
where district_id = $1 and ($2::text is null or source_id = $2)
  and state in ('reading', 'staged', 'planned', 'applying', 'applied') and coalesce(lease_until < now(), true)
returning id, source_id, state
