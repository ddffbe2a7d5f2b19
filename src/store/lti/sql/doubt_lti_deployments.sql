-- How people of a registration are found was changed by somebody who may not confirm that.
update lti_deployment set confirmed_by = null, confirmed_at = null
where registration_id = $2::text::bigint and district_id = $1 and confirmed_at is not null
returning id::text as "id"
