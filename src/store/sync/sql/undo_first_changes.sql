-- The first run of a source keeps no changes: whatever is here is its work, but for what a later run in effect brought.
insert into {{change}} (op, known, live_id, sourced_id, row_hash)
select 'retire', true, {{liveId}}, l.sourced_id, l.row_hash
from {{live}} l
where l.district_id = $1 and l.source_id = $2 and l.status = 'active'
  and not exists (
    select from run_change x join later_run r on r.run_id = x.run_id
    where x.district_id = $1 and x.kind = $3 and x.op = 'add' and (x.skipped_because is null or x.skipped_because like 'manual_edit:%') and x.key = l.sourced_id)
