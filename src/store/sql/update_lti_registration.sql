update lti_registration set person_id_field = $3, frame_origins = $4
where id = $2::text::bigint and only_district_id = $1
