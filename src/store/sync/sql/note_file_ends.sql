update source_table set file_ends = $4 where district_id = $1 and source_id = $2 and roster_table = $3
