delete from sticky_field where district_id = $1 and kind = $2 and record = $3 and field = $4
