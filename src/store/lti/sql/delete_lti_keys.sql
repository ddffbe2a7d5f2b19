delete from lti_key
