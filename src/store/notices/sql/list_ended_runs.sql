-- Runs that came to rest since then, with their report; not those that were refused before they began. $1 district, $2 since, $3 at most.
select id, source_id, state, report, failure
from run
where district_id = $1 and finished_at > $2 and not dry_run and not (state = 'discarded' and failure is not null)
order by id
limit $3
