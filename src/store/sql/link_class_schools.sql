-- Classes name their school by its sourcedId; the number follows when either of the two has changed.
update class k set school_id = o.id
from class x
left join org o on o.district_id = $1 and o.source_id = $2 and o.sourced_id = x.school_sourced_id and o.status = 'active'
where k.district_id = $1 and k.source_id = $2 and x.district_id = $1 and x.id = k.id
  and k.school_id is distinct from o.id
