-- The roster is no longer what the feed made of it: deltas need a whole set again.
update source_table set full_run_id = null, full_at = null where district_id = $1 and source_id = $2
