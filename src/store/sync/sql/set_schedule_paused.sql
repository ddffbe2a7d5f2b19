-- A person who resumes a source lets it go on whatever it rested for; one who pauses a resting source changes nothing of
-- that. Whoever pauses gives the retries of the night up, too.
update source_schedule
set paused = $3, next_due_at = $4::timestamptz, starts_at = coalesce($5::timestamptz, $4::timestamptz), stale_at = $6,
  paused_because = case when not $3 then null when paused then paused_because else 'person' end,
  pinned_by = case when $3 then pinned_by end, retry_slot = null, retry_at = null
where district_id = $1 and source_id = $2
