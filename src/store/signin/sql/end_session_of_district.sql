-- Ends one open session of the district. $1 district, $2 the whole of it?, $3 now, $4 the session.
update session s set revoked_at = $3
where s.district_id = $1 and $2::boolean and s.id = $4::bigint and s.revoked_at is null
  and s.expires_at > $3 and s.idle_expires_at > $3
returning s.id::text as id, s.person_id::text as "personId"
