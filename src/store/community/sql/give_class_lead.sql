-- $1 district, $2 person, $3 class, $4 rule, $5 now.
insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule, granted_at)
values ($1, $2::text::bigint, 'class_lead', 'class', $3::text::bigint, 'manual', $4, $5)
on conflict (district_id, person_id, role, scope_type, scope_id, origin, source_id, person_sourced_id) where status = 'active' do nothing
