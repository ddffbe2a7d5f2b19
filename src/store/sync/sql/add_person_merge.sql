-- A merge that somebody does by command. $1 district, $2 who stays, $3 who goes, $4 by whom, $5 now.
insert into person_merge (district_id, stays_id, goes_id, state, asked_by, asked_at)
values ($1, $2::text::bigint, $3::text::bigint, 'asked', $4, $5)
on conflict (district_id, goes_id) where state in ('asked', 'merged', 'undo_asked')
do update set stays_id = excluded.stays_id, asked_by = excluded.asked_by, asked_at = excluded.asked_at
returning id::text as id
