-- What stays out of communities that rules have made: classes, and people with all of theirs. $1 district.
select community_id::text as "communityId", class_id::text as "classId", null as "personId"
from community_class_out where district_id = $1
union all
select community_id::text, null, person_id::text from community_out where district_id = $1
