-- Who belongs or belonged to a community, as what, by which class, and from when to when. $1 district, $2 community.
select person_id::text as "personId", 'community_' || role as role, class_id::text as "classId", since, until
from community_member_period
where district_id = $1 and community_id = $2::text::bigint
order by since, person_id, class_id
