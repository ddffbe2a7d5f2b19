select count(*)::text as count,
  coalesce(sum(hashtextextended(concat_ws('|', old_sourced_id, new_sourced_id, person_id, because), 1)), 0)::text as first
from change_match
