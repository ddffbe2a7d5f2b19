-- Since when a class has it on. $1 district, $2 class.
select on_from::text as "since" from survey_gradebook where district_id = $1 and class_id = $2::text::bigint
