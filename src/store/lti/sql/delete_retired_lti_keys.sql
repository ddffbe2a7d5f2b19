delete from lti_key where status = 'retired' and retired_at <= $1
