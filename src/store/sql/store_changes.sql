-- Beside the columns `sticky` keeps what the feed said, before and after, of fields that are edited by hand.
with held as (
  select record, jsonb_object_agg(field, feed_value) as sticky from sticky_field
  where district_id = $1 and kind = $4 and field <> 'member'
  group by record
)
insert into run_change (district_id, run_id, kind, op, key, row_hash, feed_row, joins, before, after)
select $1, $3, $4, c.op, c.sourced_id, c.row_hash, c.feed_row, c.joins,
  case when c.op <> 'add' then to_jsonb(r) - '{district_id,source_id,sourced_id,status,id,fingerprint,content}'::text[]
    || case when h.sticky is null then '{}' else jsonb_build_object('sticky', h.sticky) end end,
  case when c.op <> 'retire' then to_jsonb(c) - '{op,known,live_id,sourced_id,row_hash,feed_row,joins,sticky,fingerprint}'::text[]
    || case when c.sticky is null then '{}' else jsonb_build_object('sticky', c.sticky) end end
from {{change}} c
left join {{records}} r on c.op <> 'add' and r.district_id = $1 and r.source_id = $2 and r.sourced_id = c.sourced_id
left join held h on h.record = case $4::text when 'enrolments' then $2::text || '/' || c.sourced_id else c.live_id::text end
