-- The lead that came with an assignment by hand. $1 district, $2 class, $3 person, $4 now.
update role_grant set status = 'revoked', revoked_at = $4
where district_id = $1 and person_id = $3::text::bigint and role = 'class_lead' and scope_type = 'class'
  and scope_id = $2::text::bigint and origin = 'manual' and rule = 'assignment' and status = 'active'
