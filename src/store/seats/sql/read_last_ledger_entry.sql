select coalesce(max(seq), 0) as seq
from seat_ledger
where district_id = $1 and kind = $2
