-- Whether somebody may belong to a community: whoever studies here or comes for a child may not, unless they work here.
-- $1 district, $2 person.
select p.id::text as id, p.email
from person p
where p.district_id = $1 and p.id = $2::text::bigint and p.status = 'active'
  and (exists (select from role_grant g where g.district_id = p.district_id and g.person_id = p.id and g.status = 'active'
      and g.role not in ('student', 'guardian'))
    or not exists (select from role_grant g where g.district_id = p.district_id and g.person_id = p.id
      and g.status = 'active' and g.role in ('student', 'guardian'))
    and not exists (select from enrolment e where e.district_id = p.district_id and e.person_id = p.id
      and e.status = 'active' and e.role = 'student'))
