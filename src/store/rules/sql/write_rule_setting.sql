-- $1 district, $2 rule, $3 school or 0, $4 value or null, $5 locked, $6 now.
insert into rule_setting (district_id, rule, school_id, value, locked, set_by, set_at)
values ($1, $2, $3, $4, $5, current_setting('app.actor'), $6)
on conflict (district_id, rule, school_id) do update
set value = excluded.value, locked = excluded.locked, set_by = excluded.set_by, set_at = excluded.set_at
