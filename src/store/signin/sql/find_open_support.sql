-- A support access that is open. $1 district, $2 its id, $3 now.
select reason, who, expires_at as "expiresAt" from support_access
where district_id = $1 and id = $2 and ended_at is null and expires_at > $3
