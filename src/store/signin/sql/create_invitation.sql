-- $1 district, $2 hash of the secret, $3 address, $4 role, $5 and $6 scope, $7 person or null, $8 until, $9 mailed at or null.
insert into invitation (district_id, token_hash, email, role, scope_type, scope_id, person_id, invited_by, expires_at, mailed_at)
values ($1, $2, $3, $4, $5, $6, $7, current_setting('app.actor'), $8, $9)
returning id::text as id
