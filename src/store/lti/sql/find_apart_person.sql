-- The person whom somebody has said this subject is not, or null.
select not_person_id as id from lti_unmatched_launch
where district_id = $1 and registration_id = $2 and sub = $3 and not_person_id is not null
