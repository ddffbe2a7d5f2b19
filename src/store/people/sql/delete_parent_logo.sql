delete from parent_portal where district_id = $1
