-- People who can act as district administrators now. $1 district.
select count(distinct g.person_id)::int as count
from role_grant g
join person p on p.district_id = g.district_id and p.id = g.person_id and p.status = 'active' and p.enabled
  and p.suspended_at is null
where g.district_id = $1 and g.status = 'active' and g.role = 'district_admin' and g.scope_type = 'district'
