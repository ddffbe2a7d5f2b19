-- Who in the district has this address, and whether any of them may belong to a community: whoever studies here or comes
-- for a child may not, unless they work here. $1 district, $2 address.
select count(*)::int as known, count(*) filter (where may.join)::int as "mayJoin"
from person p
cross join lateral (
  select exists (select from role_grant g where g.district_id = p.district_id and g.person_id = p.id and g.status = 'active'
      and g.role not in ('student', 'guardian'))
    or not exists (select from role_grant g where g.district_id = p.district_id and g.person_id = p.id
      and g.status = 'active' and g.role in ('student', 'guardian'))
    and not exists (select from enrolment e where e.district_id = p.district_id and e.person_id = p.id
      and e.status = 'active' and e.role = 'student') as join
) may
where p.district_id = $1 and p.status = 'active' and lower(p.email) = lower($2)
