select coalesce(max(applied_no), 0)::int as applied_no from run where district_id = $1 and source_id = $2
