-- Rows that were read and say what the roster has: from now on they are known as they stand in the feed now.
update {{live}} l set fingerprint = s.fingerprint::bigint # k.content
from {{stage}} s
join {{content}} k on k.district_id = $1 and k.source_id = $2 and k.sourced_id = s.sourced_id
where l.district_id = $1 and l.source_id = $2 and l.sourced_id = s.sourced_id and l.status = 'active'
  and s.status = 'active' and l.row_hash = s.row_hash and l.fingerprint is distinct from s.fingerprint::bigint # k.content
