-- What a connector left for itself, so that its next read can ask for changes since this one.

alter table source
  -- Of the last applied run. Names and places in the feed, nothing personal and nothing secret.
  add column bookmark jsonb check (jsonb_typeof(bookmark) = 'object' and octet_length(bookmark::text) <= 16384);
alter table run
  -- Of a run that waits for its decision: it becomes the source's when the run is applied as a whole.
  add column bookmark jsonb check (jsonb_typeof(bookmark) = 'object' and octet_length(bookmark::text) <= 16384);
