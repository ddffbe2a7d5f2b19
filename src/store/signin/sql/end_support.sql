-- Ends a support access that is open. $1 district, $2 its id, $3 who ends it, $4 now.
update support_access set ended_at = $4, ended_by = $3
where district_id = $1 and id = $2 and ended_at is null and expires_at > $4
