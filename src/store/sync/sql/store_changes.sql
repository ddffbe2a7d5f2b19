-- Beside the columns `sticky` keeps what the feed said, before and after, of fields that are edited by hand.
with held as (
  select record, jsonb_object_agg(field, feed_value) as sticky from sticky_field
  where district_id = $1 and kind = $4 and field <> 'member'
  group by record
)
insert into run_change (district_id, run_id, kind, op, key, row_hash, feed_row, joins, before, after)
select $1, $3, $4, c.op, c.sourced_id, c.row_hash, c.feed_row, c.joins,
  case when c.op = 'add' then null
    when h.sticky is null then (select to_jsonb(b) from (select r.row_hash, {{loaded}}) b)
    else (select to_jsonb(b) from (select r.row_hash, {{loaded}}, h.sticky) b) end,
  case when c.op = 'retire' then null
    when c.sticky is null then (select to_jsonb(a) from (select {{columnsOfChange}}) a)
    else (select to_jsonb(a) from (select {{columnsOfChange}}, c.sticky) a) end
from {{change}} c
left join {{records}} r on c.op <> 'add' and r.district_id = $1 and r.source_id = $2 and r.sourced_id = c.sourced_id
left join held h on h.record = case $4::text when 'enrolments' then $2::text || '/' || c.sourced_id else c.live_id::text end
