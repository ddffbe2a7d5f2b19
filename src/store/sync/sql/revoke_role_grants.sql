update role_grant g set status = 'revoked', revoked_at = $3, revoked_run_id = $2
from change_roles c
where g.district_id = $1 and g.id = c.grant_id and c.op = 'retire' and g.status = 'active'
