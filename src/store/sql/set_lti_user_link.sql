-- Somebody has said who it is: that goes before every link found by a number or an address.
insert into lti_user_link (district_id, registration_id, sub, person_id, linked_by)
values ($1, $2::text::bigint, $3, $4::text::bigint, 'admin')
on conflict (district_id, registration_id, sub) do update set
  person_id = excluded.person_id, linked_by = excluded.linked_by, created_at = now()
