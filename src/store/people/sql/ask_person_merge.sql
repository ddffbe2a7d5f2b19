-- Asks the worker to make two people one. $1 district, $2 who stays, $3 who goes, $4 now, $5 whether who asks may make
-- administrators. No row: the one who goes is about to, or has gone before.
insert into person_merge (district_id, stays_id, goes_id, state, asked_by, asked_at, may_raise)
values ($1, $2::text::bigint, $3::text::bigint, 'asked', current_setting('app.actor'), $4, $5)
on conflict (district_id, goes_id) where state in ('asked', 'merged', 'undo_asked') do nothing
returning id::text as id
