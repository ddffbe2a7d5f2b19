-- Records of which the feed says what it said last, and the roster says something else: somebody altered them behind
-- Staffroom's back. Who has changed them by hand in Staffroom keeps that (drop_unaltered).
insert into {{change}} (op, known, live_id, sourced_id, row_hash, feed_row, fingerprint, {{columns}})
select 'change', true, {{liveId}}, s.sourced_id, s.row_hash, s.row_no, s.fingerprint::bigint, {{casts}}
from {{stage}} s
join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = s.sourced_id
join {{records}} r on r.district_id = $1 and r.source_id = $2 and r.sourced_id = s.sourced_id
where s.status = 'active' and l.status = 'active' and l.row_hash = s.row_hash
  and {{altered}}
