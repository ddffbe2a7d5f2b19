-- Runs whose worker stopped renewing: those that were applied go on to reported, an approval that was cut off waits for
-- its decision as before (only such a run applies with a hold on record), the others failed without having
-- changed anything, because the apply is one transaction. A row that is locked is being applied by somebody alive.
-- A command claims its own run at once: one that it has not claimed within a minute died before it could.
with abandoned as (
  select district_id, id from run
  where district_id = $1 and ($2::text is null or source_id = $2)
    and ((state in ('reading', 'staged', 'planned', 'applying', 'applied') and coalesce(lease_until < now(), true))
      or (state = 'requested' and requested_by = 'cli' and requested_at < now() - interval '1 minute'))
  for update skip locked
)
update run r set state = case when state = 'applied' then 'reported' when state = 'applying' and hold is not null then 'held' else 'failed' end, token = token + 1,
  finished_at = coalesce(finished_at, now()), lease_owner = null, lease_until = null,
  failure = case when state = 'applied' or (state = 'applying' and hold is not null) then failure else $3::jsonb end
from abandoned a where r.district_id = a.district_id and r.id = a.id
returning r.id, r.source_id, r.state
