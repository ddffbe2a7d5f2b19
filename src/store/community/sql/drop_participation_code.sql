-- The code counts no longer. $1 district, $2 class.
delete from participation_code where district_id = $1 and class_id = $2::text::bigint
