-- Tests that were assigned and not begun, and that nothing is known of: they were not given. $1 district, $2 people, $3 the
-- year, $4 the test.
delete from benchmark_test where district_id = $1 and person_id = any ($2::text[]::bigint[]) and school_year = $3
  and test = $4 and state = 'assigned' and invalidated_at is null
