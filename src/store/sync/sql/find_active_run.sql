select id, state, token, lease_until, coalesce(lease_until < now(), true) as lease_over
from run
where district_id = $1 and source_id = $2 and state in ('reading', 'staged', 'planned', 'applying', 'applied')
