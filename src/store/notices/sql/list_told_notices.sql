-- When notices of these kinds were told last: $1 district, $2 kinds, $3 since when it counts.
select kind, key, max(told_at) as told_at
from notice
where district_id = $1 and kind = any ($2) and told_at > $3
group by kind, key
