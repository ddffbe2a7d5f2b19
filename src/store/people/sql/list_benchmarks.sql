-- Students at work within reach who have benchmark tests in a school year, one page. $1 district, $2 whole, $3 schools,
-- $4 classes, $5 words that a name must contain, $6 or a whole student number in lower case, $7 school or null, $8 class or
-- null, $9 grade or null, $10 the year, $11 whether the first test is assigned by itself then, $12 to these grades; none: to
-- all. $13 limit, $14 offset.
with found as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name, p.grades, p.district_id
  from person p
  where p.district_id = $1
    and p.id = any (array(select distinct g.person_id from role_grant g
      where g.district_id = $1 and g.role = 'student' and g.status = 'active'))
    and
{{+ benchmark_student}}
    and (lower(p.identifier) = $6 or not exists (
      select from unnest($5::text[]) word
      where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
        word) = 0))
    and ($7::text is null or exists (select from affiliation a where a.district_id = $1 and a.person_id = p.id
      and a.org_id = $7::text::bigint))
    and ($8::text is null or exists (select from enrolment e where e.class_id = $8::text::bigint and
{{+ student_counted}}
    ))
    and ($9::text is null or $9 = any (p.grades))
    and (($11::boolean and (cardinality($12::text[]) = 0 or p.grades && $12::text[]))
      or exists (select from benchmark_test b
        where b.district_id = $1 and b.person_id = p.id and b.school_year = $10::int))
    and
{{+ student_within}}
), page as (
  select * from found as page order by {{order}} limit $13::int offset $14::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text, 'givenName', page.given_name, 'familyName', page.family_name, 'grades', page.grades,
    'kept', (select
{{+ benchmarks_kept}}
      from person p where p.district_id = $1 and p.id = page.id)
  ) order by {{order}}), '[]') as items
from page
