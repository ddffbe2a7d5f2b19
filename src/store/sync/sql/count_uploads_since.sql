select count(*)::int as count from upload where district_id = $1 and uploaded_at >= $2
