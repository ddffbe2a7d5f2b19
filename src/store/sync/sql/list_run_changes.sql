-- The changes after the given one, by kind and key; what they make of seats is read by itself.
select kind, op, key, before, after, skipped_because
from run_change where district_id = $1 and run_id = $2 and kind <> 'seats' and (kind, key) > ($3, $4) order by kind, key limit $5
