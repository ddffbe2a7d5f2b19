-- $1 district, $2 programme.
delete from programme_reason where district_id = $1 and programme_id = $2::text::bigint
