-- What is kept of Mondays of the communities in scope, by name and Monday; only of one where it is given. reachCommunities,
-- then $4 community or null.
select k.id::text as "communityId", k.name as "communityName", m.question_set as "questionSet",
  m.starts_on::text as "startsOn", m.ends_on::text as "endsOn", m.monday::text as monday, m.completed, m.expected, m.classes
from community_monday m
join community k on k.district_id = m.district_id and k.id = m.community_id
where m.district_id = $1 and ($2::boolean or m.community_id = any ($3::text[]::bigint[]))
  and ($4::text is null or m.community_id = $4::text::bigint)
order by lower(k.name), k.id, m.question_set, m.monday
