-- Students at work within reach who are in a pathway, or could be by their grade, one page. $1 district, $2 whole, $3 schools,
-- $4 classes, $5 the pathway, $6 its grade, $7 class or null, $8 only who is in it? $9 people or null, $10 limit, $11 offset.
with found as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name, p.grades, n.enrolled_at, n.left_at, n.done,
    (select o.pathway_id::text from pathway_student o
      where o.district_id = $1 and o.person_id = p.id and o.left_at is null) as in_pathway
  from person p
  left join pathway_student n on n.district_id = $1 and n.person_id = p.id and n.pathway_id = $5::text::bigint
  where p.district_id = $1
    and p.id = any (array(select distinct g.person_id from role_grant g
      where g.district_id = $1 and g.role = 'student' and g.status = 'active'))
    and ($9::text[] is null or p.id = any ($9::text[]::bigint[]))
    and ($9::text[] is not null or (n.person_id is not null and n.left_at is null)
      or (not $8::boolean and $6 = any (p.grades)))
    and ($7::text is null or exists (select from enrolment e where e.class_id = $7::text::bigint and
{{+ student_counted}}
    ))
    and
{{+ benchmark_student}}
    and
{{+ student_within}}
), page as (
  select * from found as page order by {{order}} limit $10::int offset $11::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text, 'givenName', page.given_name, 'familyName', page.family_name, 'grades', page.grades,
    'inPathway', page.in_pathway, 'enrolledAt', case when page.left_at is null then page.enrolled_at end,
    'done', coalesce(page.done, '{}')) order by {{order}}), '[]') as items
from page
