insert into invitation (district_id, token_hash, email, role, scope_type, scope_id, person_id, invited_by, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, current_setting('app.actor'), $8)
returning id
