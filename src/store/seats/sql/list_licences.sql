select kind, bought, ceiling, used, waiting, grace, marked_over
from licence
where district_id = $1
order by kind collate "C"
