-- What somebody holds now, communities included. $1 district, $2 person.
select role, scope_type as "scopeType", scope_id::text as "scopeId"
from person_role where district_id = $1 and person_id = $2::text::bigint
