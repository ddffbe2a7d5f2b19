-- known: there is a live row of that name already, active or retired; live_id: its number, or the one it will get;
-- feed_row: where the feed says it, null where it only says nothing;
-- joins: of an added record of a person, whose it is: 'person:17' (live_id says it too) or 'record:S1' for the person
-- that another added record makes; null: a person of its own;
-- sticky: where the columns hold manual values instead, what the feed says, by column.
create temporary table {{change}} (op text not null, known boolean not null, live_id bigint, sourced_id text not null, row_hash bigint, feed_row integer, joins text, sticky jsonb, fingerprint bigint, {{columns}})
