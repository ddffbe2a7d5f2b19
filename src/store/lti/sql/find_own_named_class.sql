-- The one class among those that the platform names for a course page ($3) in which the person ($2) is.
select min(c.id) as id from class c
where c.district_id = $1 and c.sourced_id = any ($3::text[]) and c.status = 'active'
  and exists (
    select from enrolment e
    where e.district_id = $1 and e.class_id = c.id and e.person_id = $2 and e.status = 'active')
having count(*) = 1
