update lti_key set status = 'active', activated_at = $1 where status = 'next'
