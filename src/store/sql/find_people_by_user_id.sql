select p.id, p.status = 'active' and p.enabled and p.suspended_at is null as active, bool_or(s.status = 'active') as current
from person_source s join person p on p.district_id = s.district_id and p.id = s.person_id
where s.district_id = $1
  and s.user_ids @> jsonb_build_array(jsonb_build_object('identifier', $2::text))
group by p.district_id, p.id
