-- Of the changes in roles keep what stands by itself: no loss, no role in $1, none that comes from a change of its person,
-- org or enrolment, which is left out as well, and none in place of one that is not taken: somebody who moves, or whom
-- another rule holds for, would have both.
delete from change_roles r
where r.op <> 'add' or r.role = any ($1)
  or (r.role <> 'class_lead'
    and (exists (select from change_people p where p.op <> 'add' and p.sourced_id = r.person_sourced_id)
      or exists (select from change_orgs o where o.op <> 'add' and o.sourced_id = r.scope_sourced_id)
      or exists (select from change_roles x
        where x.op = 'retire' and x.role <> 'class_lead' and x.person_sourced_id = r.person_sourced_id)))
  or (r.role = 'class_lead'
    and exists (select from change_enrolments e where e.op <> 'add' and e.person_sourced_id = r.person_sourced_id
      and e.class_sourced_id = r.scope_sourced_id))
