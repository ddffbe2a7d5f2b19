-- $1 district, $2 now: those that are due to be told.
select id, kind, key, source_id, run_id, detail, opened_at
from notice
where district_id = $1 and resolved_at is null and tell_at <= $2
order by id
