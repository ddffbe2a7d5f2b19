  -- A line e by which p is a student of a class: it holds, or it went when they left.
  e.district_id = p.district_id and e.person_id = p.id and e.role = 'student'
  and (e.status = 'active' or (p.status <> 'active' and e.retired_at >= p.retired_at))
