-- What went when they were removed. $1 district, $2 person.
update role_grant g set status = 'active', revoked_at = null
from person p
where p.district_id = $1 and p.id = $2 and g.district_id = $1 and g.person_id = $2 and g.status = 'revoked'
  and g.origin = 'manual' and g.revoked_at = p.retired_at
