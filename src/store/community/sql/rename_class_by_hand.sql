update class set title = $3, class_code = $4 where district_id = $1 and id = $2::text::bigint and source_id = ''
