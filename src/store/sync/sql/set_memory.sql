update source set memory = $3 where district_id = $1 and id = $2
