-- Takes planned cycles out of a class's schedule. $1 district, $2 class, $3 those that stay.
delete from survey_cycle
where district_id = $1 and class_id = $2::text::bigint and not id = any ($3::text[]::bigint[])
