-- Somebody may have linked two people since the plan was made: what was meant for the one goes to the other.
update change_people c set live_id = p.merged_into
from person p
where p.district_id = $1 and p.merged_into is not null and p.id = c.live_id
