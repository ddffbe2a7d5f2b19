select kind, op, key, before, after, skipped_because
from run_change where district_id = $1 and run_id = $2 order by kind, key limit $3
