-- Open sessions of whoever asks, in this district, the newest first. $1 district, $2 the person or null, $3 hash of the
-- token that asks (a customer's administrator is no person: the sessions are those of the same administrator), $4 now.
with asking as (select customer_admin_id from session where token_hash = $3)
select s.id::text as id, s.kind, s.token_hash = $3 as "isThis",
  (select r.issuer from lti_registration r where r.id = s.registration_id) as platform,
  to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
  to_char(s.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "seenAt",
  to_char(least(s.expires_at, s.idle_expires_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endsAt"
from session s
where s.district_id = $1 and s.revoked_at is null and s.expires_at > $4 and s.idle_expires_at > $4
  and (s.person_id = $2::bigint or s.customer_admin_id = (select customer_admin_id from asking))
order by s.id desc
limit 200
