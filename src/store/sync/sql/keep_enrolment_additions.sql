-- Of the new enrolments keep those in classes that stay what they are. A class that changes, or whose terms do, stands for
-- another one after the change: with that left out, newcomers would sit among last year's students.
delete from change_enrolments e
where e.op = 'add'
  and (exists (select from change_classes c where c.op <> 'add' and c.sourced_id = e.class_sourced_id
      and (c.op = 'retire' or exists (select from class k where k.district_id = $1 and k.source_id = $2
        and k.sourced_id = c.sourced_id and k.term_sourced_ids is distinct from c.term_sourced_ids)))
    or exists (select from class k join change_terms t on t.sourced_id = any (k.term_sourced_ids)
      join term b on b.district_id = $1 and b.source_id = $2 and b.sourced_id = t.sourced_id
      where k.district_id = $1 and k.source_id = $2 and k.sourced_id = e.class_sourced_id
        and t.op = 'change' and t.start_date > b.end_date))
