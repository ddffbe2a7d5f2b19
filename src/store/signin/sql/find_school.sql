select id from org where district_id = $1 and sourced_id = $2 and type = 'school' and status = 'active'
