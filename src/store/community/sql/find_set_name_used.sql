-- Whether anything of the district is of a set of this name, whose questions it keeps: a version that something was counted by,
-- a survey, what a community plans. $1 district, $2 set.
select from question_set_version where district_id = $1 and set_id = $2
union all
select from survey_cycle where district_id = $1 and question_set = $2
union all
select from community_survey_default where district_id = $1 and question_set = $2
limit 1
