-- The stored changes of a run, back in the form in which they are applied.
insert into {{change}} (op, known, live_id, sourced_id, row_hash, feed_row, joins, sticky, {{columns}})
select s.op, l.sourced_id is not null, coalesce({{liveId}}, substring(s.joins from '^person:(\d+)$')::bigint), s.key, s.row_hash, s.feed_row, s.joins, r.sticky,
  {{loaded}}
from run_change s
cross join lateral jsonb_populate_record(null::{{change}}, coalesce(s.after, '{}')) as r
left join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = s.key
where s.district_id = $1 and s.run_id = $3 and s.kind = $4
