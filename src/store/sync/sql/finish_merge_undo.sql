-- $1 district, $2 merge, $3 now, $4 by whom.
with gone as (delete from person_merge_row where district_id = $1 and merge_id = $2::text::bigint)
update person_merge set state = 'undone', undone_at = $3, undo_asked_by = coalesce(undo_asked_by, $4),
  undo_asked_at = coalesce(undo_asked_at, $3), refused = null
where district_id = $1 and id = $2::text::bigint
