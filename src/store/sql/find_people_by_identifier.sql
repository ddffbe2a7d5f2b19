select id, status = 'active' and enabled as active, true as current
from person where district_id = $1 and identifier = $2
