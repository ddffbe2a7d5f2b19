-- What is null stays.
update lti_registration set person_id_field = coalesce($2::text, person_id_field),
  frame_origins = coalesce($3::text[], frame_origins)
where id = $1::text::bigint
