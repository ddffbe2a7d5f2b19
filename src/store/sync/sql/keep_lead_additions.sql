-- No lead of a class without the enrolment that gives it: one that stays in the plan, or one of the roster.
delete from change_roles r
where r.role = 'class_lead'
  and not exists (select from change_enrolments e where e.op = 'add' and e.role = 'teacher'
    and e.class_sourced_id = r.scope_sourced_id and e.person_sourced_id = r.person_sourced_id)
  and not exists (select from enrolment e
    join class k on k.district_id = $1 and k.id = e.class_id and k.source_id = $2
    join person_source p on p.district_id = $1 and p.source_id = $2 and p.person_id = e.person_id
    where e.district_id = $1 and e.source_id = $2 and e.status = 'active' and e.role = 'teacher'
      and k.sourced_id = r.scope_sourced_id and p.sourced_id = r.person_sourced_id)
