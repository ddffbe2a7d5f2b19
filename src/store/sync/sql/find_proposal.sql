-- A pair within the schools in scope, decided or not. reachSchools, $4 proposal.
select m.person_id::text as "personId", m.other_id::text as "otherId", m.status = 'open' and m.asked_by is null as "isOpen"
from person_match_proposal m
where m.district_id = $1 and m.id = $4::text::bigint
  and ($2::boolean or (
    select count(distinct a.person_id) = 2 from affiliation a
    where a.district_id = $1 and a.person_id in (m.person_id, m.other_id) and a.org_id = any ($3::text[]::bigint[])))
