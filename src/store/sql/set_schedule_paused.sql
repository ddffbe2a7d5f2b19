-- A person who resumes a source lets it go on whatever it rested for; one who pauses a resting source changes nothing.
update source_schedule set paused = $3, next_due_at = $4,
  paused_because = case when not $3 then null when paused then paused_because else 'person' end,
  pinned_by = case when $3 then pinned_by end
where district_id = $1 and source_id = $2
returning source_id
