select count(*)::text as count,
  coalesce(sum(hashtextextended(concat_ws('|', op, person_sourced_id, role, scope_type, scope_sourced_id), 1)), 0)::text as first,
  coalesce(sum(hashtextextended(concat_ws('|', op, person_sourced_id, role, scope_type, scope_sourced_id), 2)), 0)::text as second
from change_roles
