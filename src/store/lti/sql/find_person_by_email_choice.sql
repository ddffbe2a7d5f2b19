-- The one person whom an e-mail address may link: $3 the address, $4 the class behind the course page, $5 the subject.
-- All of it: the district has switched it on, the registration serves no other district, nobody else has the address
-- (those who left count), the person is in the class, holds nothing more than a teacher or a student, is no other
-- subject of the platform already, and nobody has said that it isn't them.
select p.id
from lti_email_choice choice
join person p on p.district_id = $1 and lower(p.email) = lower($3) and p.status = 'active' and p.enabled and p.suspended_at is null
where choice.district_id = $1 and not exists (
    select from account a where a.district_id = $1 and a.person_id = p.id and a.status = 'suspended')
  and choice.registration_id = $2 and choice.enabled
  and not exists (
    select from lti_deployment d where d.registration_id = $2 and d.district_id is not null and d.district_id <> $1)
  and not exists (
    select from person o
    where o.district_id = $1 and lower(o.email) = lower($3) and o.id <> p.id and o.merged_into is null)
  and exists (
    select from enrolment e
    join class k on k.district_id = $1 and k.id = e.class_id and k.status = 'active'
    where e.district_id = $1 and e.person_id = p.id and e.class_id = $4 and e.status = 'active')
  and not holds_more($1, p.id)
  and not exists (
    select from lti_user_link l where l.district_id = $1 and l.registration_id = $2 and l.person_id = p.id and l.sub <> $5)
  and not exists (
    select from lti_unmatched_launch u
    where u.district_id = $1 and u.registration_id = $2 and u.sub = $5 and u.not_person_id = p.id)
