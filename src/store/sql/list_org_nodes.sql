select sourced_id, type, parent_sourced_id from org where district_id = $1 and source_id = $2 and status = 'active'
