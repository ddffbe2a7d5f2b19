-- The active classes that a person is a student of, with their teachers. reachOwn.
select c.id::text as id, c.title,
  (select jsonb_build_object('id', o.id::text, 'name', o.name)
    from org o where o.district_id = c.district_id and o.id = c.school_id) as school,
  coalesce((
    select jsonb_agg(jsonb_build_object('id', p.id::text,
      'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)) order by p.family_name, p.given_name, p.id)
    from (
      select distinct t.person_id from enrolment t
      where t.district_id = c.district_id and t.class_id = c.id and t.status = 'active' and t.role = 'teacher') teacher
    join person p on p.district_id = c.district_id and p.id = teacher.person_id and p.status = 'active'), '[]') as teachers
from class c
where c.district_id = $1 and c.status = 'active' and c.id in (
  select e.class_id from enrolment e
  where e.district_id = $1 and e.person_id = $2::text::bigint and e.status = 'active' and e.role = 'student')
order by lower(c.title), c.id
