update lti_deployment set confirmed_by = $3, confirmed_at = now()
where id = $2::text::bigint and district_id = $1 and status in ('active', 'inactive') and confirmed_at is null
returning id
