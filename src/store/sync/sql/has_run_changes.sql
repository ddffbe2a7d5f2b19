select exists (select from run_change where district_id = $1 and run_id = $2) as found
