-- Who leads or led these classes, and from when to when. $1 district, $2 classes.
select class_id::text as "classId", person_id::text as "personId", since, until
from class_lead_period
where district_id = $1 and class_id = any ($2::text[]::bigint[])
order by class_id, since, person_id
