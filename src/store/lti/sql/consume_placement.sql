update lti_placement set consumed_at = $4::timestamptz
where district_id = $1 and id = $2::text::bigint and person_id = $3::text::bigint
  and consumed_at is null and expires_at > $4::timestamptz
returning id
