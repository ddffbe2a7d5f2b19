-- Every role a person holds now, communities included. $1 district, $2 person.
select role, scope_type as "scopeType", case scope_type when 'district' then district_id else scope_id::text end as "scopeId"
from person_role
where district_id = $1 and person_id = $2::text::bigint
order by role, scope_type, scope_id
