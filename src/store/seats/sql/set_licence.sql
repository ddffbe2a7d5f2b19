update licence
set bought = $3
where district_id = $1 and kind = $2
