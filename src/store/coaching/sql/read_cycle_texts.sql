-- What a coach wrote about a cycle, sealed. $1 district, $2 cycle.
select texts_sealed as sealed from coaching_cycle where district_id = $1 and id = $2::text::bigint
