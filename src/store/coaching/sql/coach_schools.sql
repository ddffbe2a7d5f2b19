-- A part: at which schools who coaches, of those who are here. $1 district.
  select distinct g.person_id as coach_id, o.id as school_id
  from role_grant g
  join person w on w.district_id = g.district_id and w.id = g.person_id and w.status = 'active' and w.suspended_at is null
  join org o on o.district_id = g.district_id and o.status = 'active' and o.type = 'school'
    and (g.scope_type = 'district' or (g.scope_type = 'school' and g.scope_id = o.id))
  where g.district_id = $1 and g.role = 'coach' and g.status = 'active'
