-- References of classes that were passed over, as the roster has them, to records that will not be there. The term ids of a class
-- may lead nowhere more than once.
select count(*)::int as count, array_agg(distinct (l.fingerprint # l.content)::text) as known
from {{content}} l
cross join lateral unnest({{reference}}) as r(sourced_id)
left join alive a on a.roster_table = $3 and a.sourced_id = r.sourced_id
where l.district_id = $1 and l.source_id = $2 and l.status = 'active'
  and l.fingerprint is not null and l.row_hash is not null
  and not exists (select from near_classes n where n.sourced_id = l.sourced_id and not n.seen)
  and r.sourced_id is not null and a.sourced_id is null
having count(*) > 0
