select roster_table, full_at, full_mark, delta_mark, file_ends from source_table where district_id = $1 and source_id = $2
