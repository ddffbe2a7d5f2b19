-- $1 district, $2 cycle.
delete from coaching_cycle where district_id = $1 and id = $2::text::bigint
