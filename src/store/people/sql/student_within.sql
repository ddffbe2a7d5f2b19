  -- A student p within reach: $2 of the district, or at one of the schools $3, or in one of the classes $4.
  ($2::boolean
    or exists (select from affiliation a
      where a.district_id = p.district_id and a.person_id = p.id and a.org_id = any ($3::text[]::bigint[]))
    or (p.status <> 'active' and exists (select from role_grant w
      where w.district_id = p.district_id and w.person_id = p.id and w.role = 'student' and w.scope_type = 'school'
        and w.revoked_at >= p.retired_at and w.scope_id = any ($3::text[]::bigint[])))
    or exists (select from enrolment e
      join class c on c.district_id = e.district_id and c.id = e.class_id and c.status = 'active'
      where (c.school_id = any ($3::text[]::bigint[]) or c.id = any ($4::text[]::bigint[])) and
{{+ student_counted}}
    ))
