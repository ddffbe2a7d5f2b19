-- Rows as they were of enrolments that leave with their person or class.
insert into near_enrolments
select l.*, l.fingerprint is not null and l.row_hash is not null
from (select sourced_id from change_enrolments where op = 'retire' except select sourced_id from near_enrolments) s
cross join lateral (
  select * from {{content}} c
  where c.district_id = $1 and c.source_id = $2 and c.sourced_id = s.sourced_id offset 0) l
