-- Active classes in scope that somebody teaches. reachSchools, $4 the person.
select c.id::text as id, c.title, o.name as "schoolName", bool_or(e.source_id = '') as "byHand"
from enrolment e
join class c on c.district_id = e.district_id and c.id = e.class_id and c.status = 'active'
left join org o on o.district_id = c.district_id and o.id = c.school_id
where e.district_id = $1 and e.person_id = $4::text::bigint and e.role = 'teacher' and e.status = 'active'
  and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
group by c.id, c.title, o.name
order by lower(c.title), c.id
