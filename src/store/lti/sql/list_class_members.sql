-- Who is in an active class by the roster, each once. $1 district, $2 class.
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName",
  case when bool_or(e.role = 'teacher') then 'teacher' else min(e.role) end as role
from enrolment e
join person p on p.district_id = e.district_id and p.id = e.person_id and p.status = 'active'
where e.district_id = $1 and e.class_id = $2::text::bigint and e.status = 'active'
group by p.district_id, p.id
order by lower(coalesce(p.preferred_family_name, p.family_name)), lower(coalesce(p.preferred_given_name, p.given_name)), p.id
