-- A number that stands for the roles that a source has given, whatever order they stand in.
select count(*)::text || ':'
  || coalesce(sum(hash_record_extended(row(person_id, person_sourced_id, role, scope_type, scope_id), 0)), 0)::text as sum
from role_grant where district_id = $1 and source_id = $2 and origin = 'feed' and status = 'active'
