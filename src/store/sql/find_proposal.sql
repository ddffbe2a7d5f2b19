-- A pair within the schools in scope, decided or not. reachSchools, $4 proposal, $5 the roles that manage others. `raises`:
-- one of the two holds such a role that the other does not hold in the same scope, so that a link gives it to whoever
-- comes in as the other.
select m.person_id::text as "personId", m.other_id::text as "otherId", m.status = 'open' and m.asked_by is null as "isOpen",
  exists (
    select from role_grant g
    where g.district_id = $1 and g.person_id in (m.person_id, m.other_id) and g.status = 'active' and g.role = any ($5::text[])
      and not exists (
        select from role_grant o
        where o.district_id = $1 and o.person_id in (m.person_id, m.other_id) and o.person_id <> g.person_id
          and o.status = 'active' and o.role = g.role and o.scope_type = g.scope_type and o.scope_id = g.scope_id)) as "raises"
from person_match_proposal m
where m.district_id = $1 and m.id = $4::text::bigint
  and ($2::boolean or (
    select count(distinct a.person_id) = 2 from affiliation a
    where a.district_id = $1 and a.person_id in (m.person_id, m.other_id) and a.org_id = any ($3::text[]::bigint[])))
