select count(*)::int as count from {{live}} where district_id = $1 and source_id = $2 and status = 'active'
