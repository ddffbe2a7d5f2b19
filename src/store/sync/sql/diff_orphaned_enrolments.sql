-- Whoever leaves, and a class that ends, takes the enrolments along, whatever the enrolments file still says.
insert into change_enrolments (op, known, sourced_id, row_hash)
select 'retire', true, e.sourced_id, e.row_hash
from enrolment e
where e.district_id = $1 and e.source_id = $2 and e.status = 'active'
  and (exists (select from change_people p where p.op = 'retire' and p.sourced_id = e.person_sourced_id)
    or exists (select from change_classes c where c.op = 'retire' and c.live_id = e.class_id))
  and not exists (select from change_enrolments x where x.sourced_id = e.sourced_id)
