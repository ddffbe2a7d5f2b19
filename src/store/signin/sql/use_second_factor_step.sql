-- A code of a time step works once, and none of an earlier one after it. $1 district, $2 person, $3 step.
update second_factor set last_step = $3 where district_id = $1 and person_id = $2 and last_step < $3
