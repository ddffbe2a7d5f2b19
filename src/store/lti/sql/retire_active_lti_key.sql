-- Only where the next key has been published for long enough, and the active one is old enough. Of two that rotate at
-- once the second waits for the row and then finds it retired.
update lti_key set status = 'retired', retired_at = $1
where status = 'active' and activated_at <= $3
  and exists (select from lti_key n where n.status = 'next' and n.created_at <= $2)
