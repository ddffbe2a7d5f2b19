-- $1 district, $2 class.
delete from avatar_hours where district_id = $1 and class_id = $2::text::bigint
