insert into audit_entry (district_id, actor, action, object, detail)
values ($1, current_setting('app.actor'), $2, $3, $4)
