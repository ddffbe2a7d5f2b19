update {{live}} l set status = 'retired', retired_at = $4, changed_run_id = $3, feed_row = c.feed_row
from {{change}} c
where l.district_id = $1 and l.source_id = $2 and l.sourced_id = c.sourced_id and c.op = 'retire'
