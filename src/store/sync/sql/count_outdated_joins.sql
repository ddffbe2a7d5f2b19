-- Stored records that were to join somebody who has left since, or was linked to somebody else.
select count(*)::int as count
from run_change s
join person p on p.district_id = $1 and p.id = substring(s.joins from '^person:(\d+)$')::bigint
where s.district_id = $1 and s.run_id = $2 and s.joins like 'person:%' and p.status <> 'active'
