select id, status = 'active' and enabled and suspended_at is null as active, true as current
from person where district_id = $1 and identifier = $2
