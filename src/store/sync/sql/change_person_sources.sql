update person_source s set user_ids = c.user_ids, feed_roles = c.feed_roles, metadata = c.metadata, enabled = c.enabled,
  row_hash = c.row_hash, changed_run_id = $3, feed_row = c.feed_row,
  fingerprint = c.fingerprint # person_own_content(c.enabled, c.user_ids, c.feed_roles, c.metadata)
    # person_content(c.enabled, c.given_name, c.family_name, c.middle_name, c.preferred_given_name,
      c.preferred_family_name, c.username, c.email, c.identifier, c.grades),
  status = 'active', retired_at = null
from change_people c
where s.district_id = $1 and s.source_id = $2 and s.sourced_id = c.sourced_id and c.known and c.op <> 'retire'
