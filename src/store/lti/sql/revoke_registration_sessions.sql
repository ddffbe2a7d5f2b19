-- Who came by a registration that has no deployment of the district any more.
update session set revoked_at = $3
where district_id = $1 and registration_id = $2::text::bigint and kind = 'launch' and revoked_at is null
  and not exists (select from lti_deployment d
    where d.registration_id = $2::text::bigint and d.district_id = $1 and d.status = 'active')
