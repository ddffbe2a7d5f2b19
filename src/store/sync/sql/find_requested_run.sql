-- The newest run that was asked for by somebody: a slot of the schedule, a person, an order; refused: it could not begin.
select id, state, state = 'discarded' and failure is not null as refused
from run where district_id = $1 and source_id = $2 and requested_by = $3 order by id desc limit 1
