insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id, person_sourced_id, rule, granted_run_id)
select $1, p.live_id, c.role, c.scope_type, case c.scope_type when 'district' then 0 else s.live_id end, 'feed', $2, c.person_sourced_id, c.rule, $3
from change_roles c
join alive p on p.roster_table = 'people' and p.sourced_id = c.person_sourced_id
left join alive s on s.sourced_id = c.scope_sourced_id
  and s.roster_table = case c.scope_type when 'school' then 'orgs' when 'class' then 'classes' end
where c.op = 'add'
on conflict do nothing
