-- $1 district, $2 rule, $3 school or 0, $4 before, $5 after, $6 locked, $7 now.
insert into rule_change (district_id, rule, school_id, before, after, locked, changed_by, changed_at)
values ($1, $2, $3, $4, $5, $6, current_setting('app.actor'), $7)
