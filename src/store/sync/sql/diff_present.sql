-- What the feed has and the roster hasn't, or has otherwise. A retired record that returns is an addition.
insert into {{change}} (op, known, live_id, sourced_id, row_hash, feed_row, fingerprint, {{columns}})
select case when l.status = 'active' then 'change' else 'add' end, l.sourced_id is not null, {{liveId}}, s.sourced_id,
  s.row_hash, s.row_no, s.fingerprint::bigint, {{casts}}
from {{stage}} s
left join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = s.sourced_id
where s.status = 'active' and (l.status is distinct from 'active' or l.row_hash is distinct from s.row_hash)
