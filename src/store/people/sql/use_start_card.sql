-- $1 district, $2 card, $3 now.
update start_card set used_at = $3 where district_id = $1 and id = $2::text::bigint
