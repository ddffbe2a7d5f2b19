-- What was asked for can't be: a merge is over, one that was to be taken back stays, each with the reason. $1 district, $2 merge,
-- $3 reason.
update person_merge set state = case state when 'asked' then 'refused' else 'merged' end, refused = $3
where district_id = $1 and id = $2::text::bigint and state in ('asked', 'undo_asked')
