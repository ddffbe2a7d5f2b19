-- Notes the end of what nobody ended before its time. $1 district, $2 now.
update support_access set ended_at = expires_at, ended_by = 'system'
where district_id = $1 and ended_at is null and expires_at <= $2
returning id::text as id
