-- Somebody has said who it is: that goes before every link found by a number or an address. $5 whether they may speak for
-- whoever holds more than a teacher or a student.
insert into lti_user_link (district_id, registration_id, sub, person_id, linked_by, vouched)
values ($1, $2::text::bigint, $3, $4::text::bigint, 'admin', $5)
on conflict (district_id, registration_id, sub) do update set
  person_id = excluded.person_id, linked_by = excluded.linked_by, vouched = excluded.vouched, created_at = now()
