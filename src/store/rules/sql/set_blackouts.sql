-- The dates on which a source does not start, where they are still those of the version $4. Its next slot and when it counts
-- as stale are worked out anew by a worker. $1 district, $2 source, $3 blackouts.
update source_schedule set blackouts = $3::jsonb, stale_at = null
where district_id = $1 and source_id = $2 and removed_at is null and hashtextextended(coalesce(blackouts, '[]')::text, 0)::text = $4
