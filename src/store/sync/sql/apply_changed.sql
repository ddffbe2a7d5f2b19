update {{live}} l set {{assignments}}, row_hash = c.row_hash, changed_run_id = $3, feed_row = c.feed_row{{fingerprintSet}}, status = 'active', retired_at = null
from {{change}} c
where l.district_id = $1 and l.source_id = $2 and l.sourced_id = c.sourced_id and c.known and c.op <> 'retire'
