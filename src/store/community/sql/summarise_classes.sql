-- Active classes of a district by title, of one school or all, or one of them: who leads, how many students, what is done
-- by hand. $1 district, $2 school's sourcedId or null, $3 one class or null, $4 how many.
with page as (
  select c.* from class c
  where c.district_id = $1 and c.status = 'active' and ($3::text is null or c.id = $3::text::bigint)
    and ($2::text is null or exists (select from org o
      where o.district_id = c.district_id and o.id = c.school_id and o.sourced_id = $2))
  order by lower(c.title), c.id limit $4::int
)
select c.id::text as id, c.title, nullif(c.source_id, '') as "sourceId", c.sourced_id as "sourcedId",
  (select o.sourced_id from org o where o.district_id = c.district_id and o.id = c.school_id) as school,
  array(select distinct g.person_id::text from role_grant g
    where g.district_id = c.district_id and g.scope_type = 'class' and g.scope_id = c.id and g.role = 'class_lead'
      and g.status = 'active' order by 1) as leads,
  (select count(distinct e.person_id)::int from enrolment e
    join person p on p.district_id = e.district_id and p.id = e.person_id and p.status = 'active'
    where e.district_id = c.district_id and e.class_id = c.id and e.status = 'active' and e.role = 'student') as students,
  (select count(distinct e.person_id)::int from enrolment e
    where e.district_id = c.district_id and e.class_id = c.id and e.status = 'active' and e.role = 'student'
      and e.source_id = '') as "putIn",
  array(select cc.community_id::text from community_class cc
    where cc.district_id = c.district_id and cc.class_id = c.id order by cc.community_id) as communities
from page c
order by lower(c.title), c.id
