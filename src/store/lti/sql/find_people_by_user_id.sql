select p.id, p.status = 'active' and p.enabled and p.suspended_at is null and a.status is distinct from 'suspended' as active,
  p.status = 'active' and p.enabled as stands,
  bool_or(s.status = 'active') as current
from person_source s join person p on p.district_id = s.district_id and p.id = s.person_id
left join account a on a.district_id = p.district_id and a.person_id = p.id
where s.district_id = $1
  and s.user_ids @> jsonb_build_array(jsonb_build_object('identifier', $2::text))
group by p.district_id, p.id, a.status
