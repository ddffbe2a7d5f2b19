-- The roster is no longer what the feed made of it: deltas need a whole set again, and no bookmark leads to them.
with forgotten as (
  update source set bookmark = null where district_id = $1 and id = $2 and bookmark is not null
)
update source_table set full_run_id = null, full_at = null where district_id = $1 and source_id = $2
