select id::text, token_hash, kind, district_id, person_id, customer_id, customer_admin_id, class_id, unmatched_reason, opens,
  weak, seen_at, expires_at, roles, support_access_id::text, start_card_id::text,
  factor_due_at
from session where token_hash = $1 and revoked_at is null and expires_at > $2 and idle_expires_at > $2
