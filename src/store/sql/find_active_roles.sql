-- Read at every request: a retirement, a suspension or a lost role counts from the next one on.
select coalesce((select jsonb_agg(distinct jsonb_build_object('role', g.role, 'scopeType', g.scope_type,
    'scopeId', case g.scope_type when 'district' then g.district_id else g.scope_id::text end))
  from person_role g where g.district_id = p.district_id and g.person_id = p.id), '[]') as roles
from person p
where p.district_id = $1 and p.id = $2 and p.status = 'active' and p.enabled
  and not exists (select from account a where a.district_id = p.district_id and a.person_id = p.id
    and a.status = 'suspended')
