-- Each matched record becomes one of the person whom it was matched with, and so does what had joined it.
update change_people c set joins = 'person:' || m.person_id, live_id = m.person_id
from change_match m
where c.op = 'add' and not c.known and (c.sourced_id = m.new_sourced_id or c.joins = 'record:' || m.new_sourced_id)
