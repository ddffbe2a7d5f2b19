-- Classes name their school by its sourcedId; the number follows when either of the two has changed.
update class k set school_id = o.live_id
from class x
left join alive o on o.roster_table = 'orgs' and o.sourced_id = x.school_sourced_id
where {{of}}k.district_id = $1 and k.source_id = $2 and x.district_id = $1 and x.source_id = $2 and x.id = k.id
  and k.school_id is distinct from o.live_id
