-- Whoever is in as one of two people ($2) who are two again signs in anew, as who they are. $1 district, $3 now.
with codes as (
  delete from session_code where district_id = $1 and person_id = any ($2::text[]::bigint[])
)
update session set revoked_at = $3
where district_id = $1 and person_id = any ($2::text[]::bigint[]) and revoked_at is null
