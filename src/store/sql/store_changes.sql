insert into run_change (district_id, run_id, kind, op, key, row_hash, feed_row, joins, before, after)
select $1, $3, $4, c.op, c.sourced_id, c.row_hash, c.feed_row, c.joins,
  case when c.op <> 'add' then to_jsonb(r) - '{district_id,source_id,sourced_id,status,id}'::text[] end,
  case when c.op <> 'retire' then to_jsonb(c) - '{op,known,live_id,sourced_id,row_hash,feed_row,joins}'::text[] end
from {{change}} c
left join {{records}} r on c.op <> 'add' and r.district_id = $1 and r.source_id = $2 and r.sourced_id = c.sourced_id
