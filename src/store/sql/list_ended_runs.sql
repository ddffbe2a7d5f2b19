-- Runs that came to rest since then, with their report. $1 district, $2 since, $3 at most.
select id, source_id, state, report, failure
from run
where district_id = $1 and finished_at > $2 and not dry_run
order by id
limit $3
