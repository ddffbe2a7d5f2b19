-- Stored changes whose record is no longer what it was when the plan was made.
select count(*)::int as count
from run_change s
left join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = s.key
where s.district_id = $1 and s.run_id = $3 and s.kind = $4
  and case when s.op = 'add' then l.status = 'active'
    else l.status is distinct from 'active' or l.row_hash is distinct from (s.before ->> 'row_hash')::bigint end
