select bookmark from run where district_id = $1 and id = $2
