-- An educator leaves a cycle for another coach's, or is back in it. $1 district, $2 cycle, $3 educator, $4 the day or null.
update coaching_cycle_educator set handed_on = $4::date
where district_id = $1 and cycle_id = $2::text::bigint and person_id = $3::text::bigint
