-- Records that join the person of another added record, once that one has its number.
update change_people c set live_id = first.live_id
from change_people first
where c.joins = 'record:' || first.sourced_id
