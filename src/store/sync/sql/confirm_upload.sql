update upload set state = 'confirmed' where district_id = $1 and id = $2::text::bigint and state = 'checked'
returning source_id as "sourceId"
