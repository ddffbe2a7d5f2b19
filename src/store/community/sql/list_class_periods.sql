-- Which classes stand or stood in a community, and from when to when. $1 district, $2 community.
select class_id::text as "classId", since, until
from community_class_period
where district_id = $1 and community_id = $2::text::bigint
order by since, class_id
