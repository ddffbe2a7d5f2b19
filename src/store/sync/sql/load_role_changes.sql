-- The stored changes of role grants, with the grants that are to be taken. A borrowing source's are at schools of others.
insert into change_roles (op, person_sourced_id, role, scope_type, scope_sourced_id, rule, grant_id)
with place as (
  select id, sourced_id from org where district_id = $1 and source_id = $2
  union
  select o.id, o.sourced_id from role_grant g
  join org o on o.district_id = $1 and o.id = g.scope_id
  where g.district_id = $1 and g.source_id = $2 and g.scope_type = 'school' and g.status = 'active'
    and exists (select from source b where b.district_id = $1 and b.id = $2 and b.borrows_orgs)
)
select s.op, d.person_sourced_id, d.role, d.scope_type, d.scope_sourced_id, d.rule, g.id
from run_change s
cross join lateral jsonb_to_record(coalesce(s.after, s.before)) as d
  (person_sourced_id text, role text, scope_type text, scope_sourced_id text, rule text)
left join place o on s.op = 'retire' and d.scope_type = 'school' and o.sourced_id = d.scope_sourced_id
left join class k on s.op = 'retire' and d.scope_type = 'class' and k.district_id = $1 and k.source_id = $2 and k.sourced_id = d.scope_sourced_id
left join role_grant g on g.district_id = $1 and g.source_id = $2 and g.person_sourced_id = d.person_sourced_id
  and s.op = 'retire' and g.role = d.role
  and g.scope_type = d.scope_type and g.scope_id = coalesce(o.id, k.id, 0) and g.status = 'active'
where s.district_id = $1 and s.run_id = $3 and s.kind = 'roles'
