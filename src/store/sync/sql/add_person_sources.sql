insert into person_source (district_id, source_id, sourced_id, person_id, user_ids, feed_roles, metadata, enabled, row_hash, changed_run_id, feed_row, fingerprint)
select $1, $2, sourced_id, live_id, user_ids, feed_roles, metadata, enabled, row_hash, $3, feed_row,
  fingerprint # person_own_content(enabled, user_ids, feed_roles, metadata)
    # person_content(enabled, given_name, family_name, middle_name, preferred_given_name, preferred_family_name,
      username, email, identifier, grades)
from change_people where op = 'add' and not known
