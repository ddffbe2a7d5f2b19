-- Read at every request: a retirement, a suspension or a lost role counts from the next one on.
select p.id, p.given_name, p.family_name, p.preferred_given_name, p.preferred_family_name,
  (select s.sourced_id from person_source s where s.district_id = p.district_id and s.person_id = p.id
   order by s.status, s.source_id, s.sourced_id limit 1) as sourced_id,
  coalesce((select jsonb_agg(distinct jsonb_build_object('role', g.role, 'scopeType', g.scope_type,
      'scopeId', case g.scope_type when 'district' then g.district_id else g.scope_id::text end))
    from role_grant g where g.district_id = p.district_id and g.person_id = p.id and g.status = 'active'), '[]') as roles
from person p
where p.district_id = $1 and p.id = $2 and p.status = 'active' and p.enabled
  and not exists (select from account a where a.district_id = p.district_id and a.person_id = p.id
    and a.status = 'suspended')
