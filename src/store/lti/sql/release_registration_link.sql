update lti_registration_link set state = 'open' where district_id = $1 and id = $2::text::bigint and state = 'taken'
