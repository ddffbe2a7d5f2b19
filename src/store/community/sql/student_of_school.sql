  -- A student at work, p, of the school of class c.
  p.district_id = c.district_id and p.status = 'active'
  and exists (select from affiliation a
    where a.district_id = c.district_id and a.org_id = c.school_id and a.person_id = p.id)
  and exists (select from role_grant g
    where g.district_id = c.district_id and g.person_id = p.id and g.role = 'student' and g.status = 'active')
