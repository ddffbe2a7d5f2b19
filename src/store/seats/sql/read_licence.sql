select bought, ceiling, used, waiting, grace, marked_over
from licence
where district_id = $1 and kind = $2
