select count(*)::int as count from {{stage}} where status = 'active'
