-- Once a person per registration. Dismissed stays dismissed: the administrator said so, and what the platform says of
-- them isn't kept then.
insert into lti_unmatched_launch as launch (district_id, registration_id, sub, reason, lms_name, lms_email,
  lms_person_id, proposed_person_id, context_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (district_id, registration_id, sub) do update set
  reason = excluded.reason,
  lms_name = case when launch.status = 'dismissed' then null else excluded.lms_name end,
  lms_email = case when launch.status = 'dismissed' then null else excluded.lms_email end,
  lms_person_id = case when launch.status = 'dismissed' then null else excluded.lms_person_id end,
  proposed_person_id = case when launch.status = 'dismissed' then null else excluded.proposed_person_id end,
  context_id = coalesce(excluded.context_id, launch.context_id),
  launches = launch.launches + 1, last_at = now(),
  status = case launch.status when 'linked' then 'open' else launch.status end
