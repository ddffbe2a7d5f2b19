-- offset 0: name by name, by the key.
insert into near_{{table}}
select l.*, l.status = 'active' and l.fingerprint is not null and l.row_hash is not null
from (select sourced_id from {{stage}} except select sourced_id from near_{{table}}) s
cross join lateral (
  select * from {{content}} c
  where c.district_id = $1 and c.source_id = $2 and c.sourced_id = s.sourced_id offset 0) l
