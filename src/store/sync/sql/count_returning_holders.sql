-- Of the roles in $2: how many people have one by hand and come back with the plan, or may sign in again. No rule of the role map
-- names them, and their role counts again with them. $1 district.
select g.role, count(distinct g.person_id)::int as count
from change_people c
join person p on p.district_id = $1 and p.id = c.live_id and (p.status <> 'active' or not p.enabled)
join role_grant g on g.district_id = $1 and g.person_id = p.id and g.status = 'active' and g.origin = 'manual' and g.role = any($2)
where c.op <> 'retire' and c.enabled
group by g.role order by g.role
