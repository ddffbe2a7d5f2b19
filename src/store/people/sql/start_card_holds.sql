  -- A start card k holds: its student is at work, a student and nothing else, and where it was printed for.
  exists (select from person p
    where p.district_id = k.district_id and p.id = k.person_id and p.status = 'active' and p.enabled
      and p.suspended_at is null and p.merged_into is null)
  and exists (select from role_grant g where g.district_id = k.district_id and g.person_id = k.person_id
    and g.role = 'student' and g.status = 'active')
  and not exists (select from role_grant g where g.district_id = k.district_id and g.person_id = k.person_id
    and g.role not in ('student', 'guardian') and g.status = 'active')
  and case when k.class_id is null
    then exists (select from affiliation a
      join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
      where a.district_id = k.district_id and a.person_id = k.person_id and a.org_id = k.school_id)
    else exists (select from enrolment e
      join class c on c.district_id = e.district_id and c.id = e.class_id and c.status = 'active'
      where e.district_id = k.district_id and e.person_id = k.person_id and e.class_id = k.class_id
        and e.role = 'student' and e.status = 'active') end
