-- Exactly one of those who decide at once. $3 linked or dismissed, $4 by whom, $5 when.
update lti_unmatched_launch set status = $3, decided_by = $4, decided_at = $5::timestamptz, lms_name = null,
  lms_email = null, lms_person_id = null, proposed_person_id = null,
  not_person_id = case when $3 = 'linked' then null else not_person_id end
where district_id = $1 and id = $2::text::bigint and status = 'open'
returning registration_id::text as "registrationId", sub
