-- Once a person per registration. Dismissed stays dismissed: the administrator said so.
insert into lti_unmatched_launch (district_id, registration_id, sub, reason, lms_name, lms_email, lms_person_id,
  proposed_person_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (district_id, registration_id, sub) do update set
  reason = excluded.reason, lms_name = excluded.lms_name, lms_email = excluded.lms_email,
  lms_person_id = excluded.lms_person_id, proposed_person_id = excluded.proposed_person_id,
  launches = lti_unmatched_launch.launches + 1, last_at = now(),
  status = case lti_unmatched_launch.status when 'linked' then 'open' else lti_unmatched_launch.status end
