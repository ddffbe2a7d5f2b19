select id, status = 'active' and enabled and suspended_at is null as active from person
where district_id = $1 and lower(email) = lower($2) and status = 'active'
