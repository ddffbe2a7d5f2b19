update session_code set consumed_at = $2
where code_hash = $1 and consumed_at is null and expires_at > $2
returning district_id, person_id, registration_id, class_id, unmatched_reason, opens, by_email
