-- Merges of people, the newest first. $1 district, $2 at most.
select id::text as id, state, stays_id::text as "staysId", goes_id::text as "goesId", merged_at as "mergedAt"
from person_merge where district_id = $1
order by id desc limit $2
