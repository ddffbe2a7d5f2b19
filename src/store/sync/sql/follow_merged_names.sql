update alive a set live_id = p.merged_into
from person p
where a.roster_table = 'people' and p.district_id = $1 and p.merged_into is not null and p.id = a.live_id
