-- Uses the link of a support access up, for exactly one caller. $1 district, $2 hash of the link, $3 now.
update support_access set begun_at = $3
where district_id = $1 and link_hash = $2 and begun_at is null and ended_at is null
  and link_expires_at > $3 and expires_at > $3
returning id::text as id, expires_at as "expiresAt"
