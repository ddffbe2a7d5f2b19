-- Two first launches at once link the same person once; the earlier link stays.
insert into lti_user_link (district_id, registration_id, sub, person_id, linked_by)
values ($1, $2, $3, $4, $5)
on conflict (district_id, registration_id, sub) do nothing
