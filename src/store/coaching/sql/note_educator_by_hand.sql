-- $1 district, $2 person, $3 now.
insert into educator_by_hand (district_id, person_id, added_by, added_at)
values ($1, $2::text::bigint, current_setting('app.actor'), $3)
