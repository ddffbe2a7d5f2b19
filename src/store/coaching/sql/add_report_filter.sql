-- Keeps a filter of reports. $1 district, $2 the person, $3 name, $4 shared?, $5 what it asks, $6 now.
insert into report_filter (district_id, person_id, name, is_shared, asked, changed_at)
values ($1, $2::text::bigint, $3, $4, $5::jsonb, $6)
returning id::text as id
