update lti_key set status = 'retired', retired_at = $1
where status = 'active' and exists (select from lti_key where status = 'next')
