insert into session (token_hash, kind, district_id, person_id, customer_id, customer_admin_id, registration_id,
  class_id, unmatched_reason, seen_at, idle_expires_at, expires_at, opens, weak, support_access_id,
  factor_due_at, start_card_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
