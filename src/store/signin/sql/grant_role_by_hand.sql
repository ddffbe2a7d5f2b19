insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule)
values ($1, $2, $3, $4, $5, 'manual', $6)
on conflict (district_id, person_id, role, scope_type, scope_id, origin, source_id, person_sourced_id) where status = 'active' do nothing
