-- $5 value, $6 what the feed says: kept from the first edit on, because every run brings it up to date.
insert into sticky_field (district_id, kind, record, field, value, feed_value, set_by, set_at)
values ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, current_setting('app.actor'), $7)
on conflict (district_id, kind, record, field) do update
set value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at
