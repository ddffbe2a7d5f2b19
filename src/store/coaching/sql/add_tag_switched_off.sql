-- $1 district, $2 name, $3 now.
insert into coaching_tag (district_id, name, is_active, changed_at) values ($1, $2, false, $3::timestamptz)
returning id::text as id
