-- $1 district, $2 people, $3 the roles that count: how many active grants of each role each of them has.
select r.person_id, r.role, count(*)::integer as grants
from role_grant r
where r.district_id = $1 and r.status = 'active' and r.person_id = any($2::bigint[]) and r.role = any($3::text[])
group by r.person_id, r.role
