select s.sourced_id as "personSourcedId", g.role, g.scope_type as "scopeType",
  coalesce(o.sourced_id, k.sourced_id) as "scopeSourcedId", g.origin
from role_grant g
join person_source s on s.district_id = g.district_id and s.person_id = g.person_id
  and (g.source_id = s.source_id or (g.origin = 'manual' and s.source_id = (
    select min(x.source_id) from person_source x where x.district_id = g.district_id and x.person_id = g.person_id)))
left join org o on g.scope_type = 'school' and o.district_id = g.district_id and o.id = g.scope_id
left join class k on g.scope_type = 'class' and k.district_id = g.district_id and k.id = g.scope_id
where g.status = 'active' and g.scope_type <> 'community' and (s.status = 'active' or {{all}})
order by s.sourced_id collate "C", g.role collate "C", g.scope_type collate "C", coalesce(o.sourced_id, k.sourced_id, '') collate "C", g.origin collate "C"
