-- $1 district.
select set_id as id from question_set_default where district_id = $1
