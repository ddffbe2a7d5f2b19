-- $1 district, $2 people: what orders those who come at the same moment.
select person_id, min(sourced_id collate "C") as order_key
from person_source
where district_id = $1 and person_id = any($2::bigint[])
group by person_id
