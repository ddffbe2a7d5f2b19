-- Staff who teach a grade now, or of whom the roster says so, as the educator database finds them. $1 district, $2 grade.
select p.id::text as id
from person p
where p.district_id = $1
  and p.id = any(array(
    select a.person_id from affiliation a
    where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')))
  and ($2 = any(p.grades) or p.id = any(array(
    select n.person_id from enrolment n
    join class c on c.district_id = n.district_id and c.id = n.class_id and c.status = 'active'
    where n.district_id = $1 and n.status = 'active' and n.role = 'teacher' and $2 = any(c.grades))))
