-- A number that stands for the roles that a source has given, whatever order they stand in.
select count(*)::text || ':'
  || coalesce(sum(hashint8extended(person_id, hashint8extended(scope_id, hashtextextended(person_sourced_id,
    hashtextextended(role, hashtextextended(scope_type, 0)))))), 0)::text as sum
from role_grant where district_id = $1 and source_id = $2 and origin = 'feed' and status = 'active'
