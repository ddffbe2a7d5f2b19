-- All went well with a column that something had gone wrong with. $1 district, $2 cycle, $3 page.
update survey_line_item set problem = null, failures = 0, next_try_at = null
where district_id = $1 and cycle_id = $2::text::bigint and page_id = $3::text::bigint
