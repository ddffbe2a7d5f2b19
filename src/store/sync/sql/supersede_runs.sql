-- Every other one, whatever its number: runs of a source go one at a time, so what is held now was planned earlier.
update run set state = 'superseded', token = token + 1, finished_at = coalesce(finished_at, now())
where district_id = $1 and source_id = $2 and id <> $3 and state = 'held'
returning id
