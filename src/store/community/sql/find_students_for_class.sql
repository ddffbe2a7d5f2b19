-- Students of the school of an active class in scope who aren't in it, by name or whole student number. reachClasses,
-- then $4 class, $5 words in lower case that a name must all contain, $6 the number in lower case, $7 how many.
-- Who belongs to the school is found first: a search through everybody's roles takes seconds in a large district.
with place as materialized (
  select c.id, c.school_id from class c
  where c.district_id = $1 and c.id = $4::text::bigint and c.status = 'active'
    and ($2::boolean or c.id = any ($3::text[]::bigint[]))
),
of_school as materialized (
  select distinct a.person_id from affiliation a
  where a.district_id = $1 and a.org_id = (select school_id from place)
),
named as materialized (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name, p.grades
  from of_school s
  join person p on p.district_id = $1 and p.id = s.person_id and p.status = 'active'
  where lower(p.identifier) = $6 or not exists (
    select from unnest($5::text[]) word
    where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
      word) = 0)
)
select n.id::text as id, n.given_name as "givenName", n.family_name as "familyName", n.grades
from named n
where (select count(*) from role_grant g
    where g.district_id = $1 and g.person_id = n.id and g.role = 'student' and g.status = 'active') > 0
  and not exists (select from enrolment e
    where e.district_id = $1 and e.class_id = (select id from place) and e.person_id = n.id and e.status = 'active'
      and e.role = 'student')
order by lower(n.family_name), lower(n.given_name), n.id
limit $7::int
