-- $1 district, $2 the picture in base64, $3 its type, $4 now.
insert into parent_portal (district_id, logo, media_type, changed_by, changed_at)
values ($1, decode($2, 'base64'), $3, current_setting('app.actor'), $4)
on conflict (district_id) do update
set logo = excluded.logo, media_type = excluded.media_type, changed_by = excluded.changed_by, changed_at = excluded.changed_at
