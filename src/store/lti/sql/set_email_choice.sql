insert into lti_email_choice (district_id, registration_id, enabled, changed_by, changed_at)
values ($1, $2::text::bigint, $3, $4, $5::timestamptz)
on conflict (district_id, registration_id) do update set
  enabled = excluded.enabled, changed_by = excluded.changed_by, changed_at = excluded.changed_at
