-- Turns it off. $1 district, $2 class.
delete from survey_gradebook where district_id = $1 and class_id = $2::text::bigint returning class_id
