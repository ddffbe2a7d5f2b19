select value from district_setting where district_id = $1 and key = $2
