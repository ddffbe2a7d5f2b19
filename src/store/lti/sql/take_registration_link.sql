-- One of several that come by the link at once gets it.
update lti_registration_link set state = 'taken'
where district_id = $1 and id = $2::text::bigint and state = 'open' and expires_at > $3
