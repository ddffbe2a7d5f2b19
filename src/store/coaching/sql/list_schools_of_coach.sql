-- Schools that somebody is assigned to as a coach. $1 district, $2 coach.
select distinct o.id::text as id
from role_grant g
join org o on o.district_id = g.district_id and o.status = 'active' and o.type = 'school'
  and (g.scope_type = 'district' or (g.scope_type = 'school' and g.scope_id = o.id))
where g.district_id = $1 and g.person_id = $2::text::bigint and g.role = 'coach' and g.status = 'active'
