insert into school_group (district_id, name, changed_at) values ($1, $2, $3)
on conflict (district_id, lower(name)) do nothing
returning id::text as id
