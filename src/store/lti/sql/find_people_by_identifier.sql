select p.id, p.status = 'active' and p.enabled and p.suspended_at is null and a.status is distinct from 'suspended' as active,
  p.status = 'active' and p.enabled as stands,
  true as current
from person p
left join account a on a.district_id = p.district_id and a.person_id = p.id
where p.district_id = $1 and p.identifier = $2
