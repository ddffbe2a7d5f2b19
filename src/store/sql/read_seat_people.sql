-- $1 district, $2 people: who of those who left has retired.
select id as person_id, status
from person
where district_id = $1 and id = any($2::bigint[])
