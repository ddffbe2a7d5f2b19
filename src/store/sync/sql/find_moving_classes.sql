select from change_classes c
join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = c.sourced_id
where c.op = 'change' and c.term_sourced_ids is distinct from l.term_sourced_ids
limit 1
