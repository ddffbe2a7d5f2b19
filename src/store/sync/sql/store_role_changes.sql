insert into run_change (district_id, run_id, kind, op, key, before, after)
select $1, $2, 'roles', op, concat_ws('|', person_sourced_id, role, scope_type, scope_sourced_id),
  case when op = 'retire' then detail end, case when op = 'add' then detail end
from change_roles,
  lateral (select jsonb_build_object('person_sourced_id', person_sourced_id, 'role', role, 'scope_type', scope_type,
    'scope_sourced_id', scope_sourced_id, 'rule', rule) as detail) as d
