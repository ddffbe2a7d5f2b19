-- Runs of the district, newest first, one page. $1 district, $2 one source or null, $3 one run or null, $4 limit, $5 offset.
with found as (
  select * from run
  where district_id = $1 and ($2::text is null or source_id = $2) and ($3::text is null or id = $3::text::bigint)
),
page as (
  select * from found as page order by {{order}} limit $4::int offset $5::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', id::text,
    'sourceId', source_id,
    'state', state,
    'trigger', trigger,
    'dryRun', dry_run,
    'requestedAt', to_char(requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'startedAt', to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'finishedAt', to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'report', report,
    'hold', hold,
    'failure', failure
  ) order by {{order}}), '[]') as items
from page
