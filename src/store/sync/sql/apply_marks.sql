-- Notes on every record that a delta named, changed or not, retired or not, how new that knowledge is.
update {{live}} l set modified_at = m.modified_at
from (select sourced_id, max(modified_at) as modified_at from stage_mark where roster_table = $3 group by sourced_id) m
where l.district_id = $1 and l.source_id = $2 and l.sourced_id = m.sourced_id
  and (l.modified_at is null or l.modified_at < m.modified_at)
