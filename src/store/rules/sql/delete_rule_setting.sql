delete from rule_setting where district_id = $1 and rule = $2 and school_id = $3
