-- What the platform said of them is kept no longer than somebody needs it to decide.
update lti_unmatched_launch set status = 'linked', lms_name = null, lms_email = null, lms_person_id = null
where district_id = $1 and registration_id = $2 and sub = $3 and status = 'open'
