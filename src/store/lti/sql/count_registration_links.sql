select count(*)::int as "count" from lti_registration_link where district_id = $1 and state = 'open' and expires_at > $2
