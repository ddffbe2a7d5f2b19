-- $1 customer, $2 administrator, $3 from any of these, $4 to. Whoever is removed keeps name and number, for the log, and no
-- password.
update customer_admin set status = $4, password_hash = case $4 when 'removed' then null else password_hash end
where customer_id = $1 and id = $2::text::bigint and status = any ($3::text[])
