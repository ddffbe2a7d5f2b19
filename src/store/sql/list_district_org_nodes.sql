select source_id, sourced_id, type, parent_sourced_id from org where district_id = $1 and status = 'active'
