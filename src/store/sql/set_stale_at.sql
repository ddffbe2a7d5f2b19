-- Only where no other run was applied meanwhile.
update source_schedule set stale_at = $4
where district_id = $1 and source_id = $2 and stale_at is null and last_success_at is not distinct from $3
