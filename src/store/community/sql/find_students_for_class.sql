-- Students of the school of an active class in scope who aren't in it, by name or whole student number. reachClasses,
-- then $4 class, $5 words in lower case that a name must all contain, $6 the number in lower case, $7 how many.
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", p.grades
from class c
join person p on
{{+ student_of_school}}
where c.district_id = $1 and c.id = $4::text::bigint and c.status = 'active'
  and ($2::boolean or c.id = any ($3::text[]::bigint[]))
  and (lower(p.identifier) = $6 or not exists (
    select from unnest($5::text[]) word
    where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
      word) = 0))
  and not exists (select from enrolment e
    where e.district_id = $1 and e.class_id = c.id and e.person_id = p.id and e.status = 'active' and e.role = 'student')
order by lower(coalesce(p.preferred_family_name, p.family_name)), lower(coalesce(p.preferred_given_name, p.given_name)), p.id
limit $7::int
