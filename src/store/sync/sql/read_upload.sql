select source_id, whole, state, content from upload where district_id = $1 and id = $2
