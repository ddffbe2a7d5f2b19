select id::text as "id", state, expires_at, created_by from lti_registration_link where district_id = $1 and token_hash = $2
