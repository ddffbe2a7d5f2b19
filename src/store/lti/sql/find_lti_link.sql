-- One link within the schools in scope. reachSchools, $4 its number.
select l.person_id::text as "personId", holds_more($1, l.person_id) as "holdsMore"
from lti_user_link l
where l.district_id = $1 and l.id = $4::text::bigint
  and ($2::boolean or exists (
    select from affiliation a
    where a.district_id = $1 and a.person_id = l.person_id and a.org_id = any ($3::text[]::bigint[])))
