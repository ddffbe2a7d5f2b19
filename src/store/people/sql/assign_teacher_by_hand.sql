-- Somebody whom the class's own source does not know teaches it from now on. $1 district, $2 its name, $3 class, $4 person.
-- Their lead of the class is given by hand as well: no feed has a record to hang it on.
with line as (
  insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, person_sourced_id, role, is_primary)
  values ($1, '', $2, $3::text::bigint, $4::text::bigint, '', 'teacher', false)
  on conflict (district_id, source_id, sourced_id) do update
  set status = 'active', retired_at = null, is_primary = false, begin_date = null, end_date = null
  returning class_id, person_id
)
insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule)
select $1, line.person_id, 'class_lead', 'class', line.class_id, 'manual', 'assignment' from line
on conflict (district_id, person_id, role, scope_type, scope_id, origin, source_id, person_sourced_id) where status = 'active' do nothing
