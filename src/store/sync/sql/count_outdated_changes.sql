-- Stored changes whose record is no longer what it was when the plan was made. Somebody who was taken out of a class by
-- hand meanwhile outdates nothing: that edit wins, and the approval says so.
select count(*)::int as count
from run_change s
left join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = s.key
where s.district_id = $1 and s.run_id = $3 and s.kind = $4
  and case when s.op = 'add' then l.status = 'active'
    else l.status is distinct from 'active' or l.row_hash is distinct from (s.before ->> 'row_hash')::bigint end
  and not (s.op <> 'add' and s.kind = 'enrolments' and exists (select from sticky_field f
    where f.district_id = $1 and f.kind = 'enrolments' and f.record = $2 || '/' || s.key and f.field = 'member'))
