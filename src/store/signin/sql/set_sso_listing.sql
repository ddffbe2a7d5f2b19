-- $1 district, $2 label.
insert into sso_listing (district_id, label) values ($1, $2) on conflict (district_id) do update set label = excluded.label
