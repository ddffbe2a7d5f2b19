-- `outgrown`: linked by e-mail, and more than a teacher or a student since: an address is not proof enough for that.
select p.id, p.status = 'active' and p.enabled as active,
  l.linked_by = 'email' as "byEmail",
  l.linked_by = 'email' and exists (
    select from role_grant g
    where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
      and g.role not in ('teacher', 'student', 'class_lead')) as outgrown
from lti_user_link l join person p on p.district_id = l.district_id and p.id = l.person_id
where l.district_id = $1 and l.registration_id = $2 and l.sub = $3
