update lti_unmatched_launch set status = 'linked'
where district_id = $1 and registration_id = $2 and sub = $3 and status = 'open'
