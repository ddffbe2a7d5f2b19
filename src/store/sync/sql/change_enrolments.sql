update enrolment e set class_id = c.class_id, person_id = c.person_id, person_sourced_id = c.person_sourced_id, role = c.role,
  is_primary = c.is_primary, begin_date = c.begin_date, end_date = c.end_date, row_hash = c.row_hash, changed_run_id = $3,
  feed_row = c.feed_row,
  fingerprint = c.fingerprint # enrolment_content(c.class_id, c.person_id, c.person_sourced_id, c.role, c.is_primary, c.begin_date, c.end_date),
  status = 'active', retired_at = null
from {{resolved}} c
where e.district_id = $1 and e.source_id = $2 and e.sourced_id = c.sourced_id
