update lti_registration_link set state = 'revoked' where district_id = $1 and id = $2::text::bigint and state in ('open', 'taken')
returning id::text as "id"
