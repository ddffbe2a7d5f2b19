-- Who teaches a class in scope. reachSchools, $4 the class. No row: no such class; a row without a person: nobody does.
select c.title, p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", bool_or(e.source_id = '') as "byHand"
from class c
left join enrolment e on e.district_id = c.district_id and e.class_id = c.id and e.role = 'teacher' and e.status = 'active'
left join person p on p.district_id = e.district_id and p.id = e.person_id and p.status = 'active'
where c.district_id = $1 and c.id = $4::text::bigint and c.status = 'active'
  and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
group by c.id, c.title, p.id, p.given_name, p.family_name, p.preferred_given_name, p.preferred_family_name
order by lower(p.family_name), lower(p.given_name), p.id
