-- $1 district, $2 people, $3 the roles that count, best first: the place of each one's best role.
select person_id, min(array_position($3::text[], role)) as rank
from role_grant
where district_id = $1 and status = 'active' and role = any($3::text[]) and person_id = any($2::bigint[])
group by person_id
