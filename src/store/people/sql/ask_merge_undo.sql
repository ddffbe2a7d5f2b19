-- Asks the worker to take a merge back. $1 district, $2 merge, $3 now. No row: it is not in force, or somebody has asked already.
update person_merge set state = 'undo_asked', undo_asked_by = current_setting('app.actor'), undo_asked_at = $3, refused = null
where district_id = $1 and id = $2::text::bigint and state = 'merged'
returning stays_id::text as "staysId", goes_id::text as "goesId"
