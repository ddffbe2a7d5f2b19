select id::text as "id", state, created_at as "createdAt", expires_at as "expiresAt" from lti_registration_link
where district_id = $1 and state in ('open', 'taken') and expires_at > $2
order by id
