-- offset 0: person by person, by the index, whatever the planner believes of a table that nobody has analysed yet; and
-- what is joined to them is joined to all of them at once.
(select e.* from (select distinct person_id from touched_people where person_id is not null) t
  cross join lateral (
    select * from enrolment
    where district_id = $1 and person_id = t.person_id and status = 'active' and role = 'teacher' offset 0) e
  offset 0)
