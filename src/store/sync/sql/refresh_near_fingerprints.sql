update {{live}} l set fingerprint = n.fingerprint
from fresh_{{table}} n
where l.district_id = $1 and l.source_id = $2 and l.sourced_id = n.sourced_id and l.status = 'active'
  and l.row_hash = n.row_hash
