-- The numbers that the new records were given.
update alive a set live_id = {{liveId}}
from {{live}} l
where a.roster_table = $3 and a.live_id is null and l.district_id = $1 and l.source_id = $2 and l.sourced_id = a.sourced_id
