update lti_deployment set status = $3
where id = $2::text::bigint and district_id = $1 and status in ('active', 'inactive') and status <> $3
returning registration_id::text as "registrationId"
