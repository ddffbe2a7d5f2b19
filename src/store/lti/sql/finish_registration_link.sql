update lti_registration_link set state = 'used', registration_id = $3::text::bigint
where district_id = $1 and id = $2::text::bigint and state = 'taken'
