insert into lti_context_proposal (district_id, registration_id, context_id, class_id, shared, members, enrolled)
values ($1, $2::text::bigint, $3, $4::text::bigint, $5, $6, $7)
