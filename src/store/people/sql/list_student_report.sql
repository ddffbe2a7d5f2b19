-- Students at work within reach with what they have and do, by name. $1 district, $2 whole, $3 schools, $4 classes, $5 school
-- or null, $6 class or null, $7 grade or null, $8 the kind of products. Gathered as sets: it is asked for whole districts.
with found as materialized (
  select p.id, p.identifier, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name, p.grades, p.district_id
  from person p
  where p.district_id = $1
    and p.id = any (array(select distinct g.person_id from role_grant g
      where g.district_id = $1 and g.role = 'student' and g.status = 'active'))
    and
{{+ benchmark_student}}
    and ($5::text is null or exists (select from affiliation a where a.district_id = $1 and a.person_id = p.id
      and a.org_id = $5::text::bigint))
    and ($6::text is null or exists (select from enrolment e where e.class_id = $6::text::bigint and
{{+ student_counted}}
    ))
    and ($7::text is null or $7 = any (p.grades))
    and
{{+ student_within}}
), placed as (
  select a.person_id, array_agg(distinct o.name order by o.name) as names
  from affiliation a join org o on o.district_id = $1 and o.id = a.org_id and o.type = 'school' and o.status = 'active'
  where a.district_id = $1 and ($2::boolean or o.id = any ($3::text[]::bigint[])
    or exists (select from class c where c.district_id = $1 and c.id = any ($4::text[]::bigint[]) and c.school_id = o.id))
    and a.person_id in (select id from found)
  group by a.person_id
), taught as (
  select e.person_id, array_agg(distinct c.title order by c.title) as titles
  from enrolment e join class c on c.district_id = $1 and c.id = e.class_id and c.status = 'active'
  where e.district_id = $1 and e.role = 'student' and e.status = 'active'
    and ($2::boolean or c.school_id = any ($3::text[]::bigint[]) or c.id = any ($4::text[]::bigint[]))
    and e.person_id in (select id from found)
  group by e.person_id
), equipped as (
  select s.person_id, array_agg(d.name order by lower(d.name), d.id) as names
  from seat s join product d on d.district_id = $1 and s.kind = $8 || ':' || d.id and d.status = 'active'
  where s.district_id = $1 and s.state in ('assigned', 'over') and s.person_id in (select id from found)
  group by s.person_id
)
select p.identifier as number, p.given_name as "givenName", p.family_name as "familyName", p.grades,
  coalesce(placed.names, '{}') as schools, coalesce(taught.titles, '{}') as classes,
  coalesce(equipped.names, '{}') as products,
{{+ benchmarks_kept}}
  as kept,
  case when w.id is not null then jsonb_build_object('name', w.name, 'steps', w.steps, 'done', n.done) end as pathway
from found p
left join placed on placed.person_id = p.id
left join taught on taught.person_id = p.id
left join equipped on equipped.person_id = p.id
left join pathway_student n on n.district_id = $1 and n.person_id = p.id and n.left_at is null
left join pathway w on w.district_id = $1 and w.id = n.pathway_id
order by lower(p.family_name), lower(p.given_name), p.id
