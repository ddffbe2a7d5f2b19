-- `weak`: made by an e-mail address, a platform that nobody has confirmed, or somebody who may not speak for whoever holds
-- more than a teacher or a student. `outgrown`: weak, and they hold more by now.
select p.id, p.status = 'active' and p.enabled and p.suspended_at is null and a.status is distinct from 'suspended' as active,
  p.status = 'active' and p.enabled as stands,
  not l.vouched as weak, l.linked_by = 'email' as "byEmail",
  not l.vouched and exists (
    select from role_grant g
    where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
      and g.role not in ('teacher', 'student', 'class_lead')) as outgrown
from lti_user_link l join person p on p.district_id = l.district_id and p.id = l.person_id
left join account a on a.district_id = p.district_id and a.person_id = p.id
where l.district_id = $1 and l.registration_id = $2 and l.sub = $3
