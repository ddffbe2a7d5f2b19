-- The source rests: the same feed would bring the same again. Of several undos the first is noted; a pause by a person stays one.
update source_schedule set pinned_by = coalesce(pinned_by, $3), paused = true,
  paused_because = case when paused then coalesce(paused_because, 'person') else 'undo' end
where district_id = $1 and source_id = $2
