insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id, rule, granted_run_id)
select $1, p.person_id, c.role, c.scope_type, case c.scope_type when 'district' then 0 else coalesce(o.id, k.id) end,
  'feed', $2, c.rule, $3
from change_roles c
join person_source p on p.district_id = $1 and p.source_id = $2 and p.sourced_id = c.person_sourced_id
left join org o on c.scope_type = 'school' and o.district_id = $1 and o.source_id = $2 and o.sourced_id = c.scope_sourced_id
left join class k on c.scope_type = 'class' and k.district_id = $1 and k.source_id = $2 and k.sourced_id = c.scope_sourced_id
where c.op = 'add'
on conflict do nothing
