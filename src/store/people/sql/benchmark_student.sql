  -- A student p at work: neither gone nor switched off.
  p.status = 'active' and p.suspended_at is null and p.enabled and p.merged_into is null and p.erased_at is null
  and exists (select from role_grant g where g.district_id = p.district_id and g.person_id = p.id and g.role = 'student'
    and g.status = 'active')
