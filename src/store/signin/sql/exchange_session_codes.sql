-- Makes sessions of codes: one per code, whatever number of exchanges arrives at once, in one call or in many. Of those in
-- this call the first counts; the row lock queues the others, and the condition is checked again after it. The locks are
-- taken in one order everywhere. $1 hashes of codes, $2 of tokens, $3 now, $4 idle ends, $5 ends.
with asked as (
  select distinct on (code_hash) *
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
    with ordinality as a (code_hash, token_hash, now, idle_expires_at, expires_at, at)
  order by code_hash, at
), unused as materialized (
  select asked.* from asked join session_code c on c.code_hash = asked.code_hash
  where c.consumed_at is null and c.expires_at > asked.now
  order by c.code_hash
  for no key update of c
), used as (
  update session_code c set consumed_at = unused.now
  from unused where c.code_hash = unused.code_hash
  returning c.district_id, c.person_id, c.registration_id, c.class_id, c.unmatched_reason, c.opens, c.weak, unused.*
), made as (
  insert into session (token_hash, kind, district_id, person_id, registration_id, class_id, unmatched_reason, seen_at,
    idle_expires_at, expires_at, opens, weak)
  select token_hash, 'launch', district_id, person_id, registration_id, class_id, unmatched_reason, now,
    idle_expires_at, expires_at, opens, weak
  from used
)
select at::int as at from used
