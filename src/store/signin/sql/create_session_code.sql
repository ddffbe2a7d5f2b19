insert into session_code (code_hash, district_id, person_id, registration_id, class_id, unmatched_reason, expires_at,
  opens, weak)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
