select sourced_id, modified_at from org where district_id = $1 and source_id = $2 and modified_at is not null
