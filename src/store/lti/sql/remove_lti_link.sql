-- Takes a link back: whoever it was is not linked to that person again but by a person, and what they have open closes.
with gone as (
  delete from lti_user_link where district_id = $1 and id = $2::text::bigint
  returning registration_id, sub, person_id
), kept as (
  insert into lti_unmatched_launch (district_id, registration_id, sub, reason, status, launches, not_person_id,
    decided_by, decided_at)
  select $1, registration_id, sub, 'unlinked', 'linked', 0, person_id, $3, $4::timestamptz from gone
  on conflict (district_id, registration_id, sub) do update set
    not_person_id = excluded.not_person_id, status = 'linked', decided_by = excluded.decided_by,
    decided_at = excluded.decided_at
), closed as (
  update session s set revoked_at = $4::timestamptz from gone
  where s.district_id = $1 and s.person_id = gone.person_id and s.registration_id = gone.registration_id
    and s.kind = 'launch' and s.revoked_at is null
), spent as (
  update session_code c set consumed_at = $4::timestamptz from gone
  where c.district_id = $1 and c.person_id = gone.person_id and c.registration_id = gone.registration_id
    and c.consumed_at is null
)
select registration_id::text as "registrationId", person_id::text as "personId" from gone
