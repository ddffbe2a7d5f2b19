-- The person leaves with the last source that knew them.
update person p set status = 'retired', retired_at = $2
from change_people c
where p.district_id = $1 and p.id = c.live_id and c.op = 'retire' and p.status = 'active'
  and not exists (select from person_source s where s.district_id = $1 and s.person_id = p.id and s.status = 'active')
