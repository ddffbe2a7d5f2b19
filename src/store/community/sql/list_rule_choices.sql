-- Courses and grades of classes at work, to choose from. $1 district, $2 the whole of it?, $3 schools in scope.
with here as (
  select course_key(u.course_code, u.title) as key, u.title,
    case when cardinality(c.grades) > 0 then c.grades when cardinality(u.grades) = 1 then u.grades else '{}' end as grades
  from class c
  join org o on o.district_id = c.district_id and o.id = c.school_id and o.status = 'active'
  left join course u on u.district_id = c.district_id and u.source_id = c.source_id and u.sourced_id = c.course_sourced_id
  where c.district_id = $1 and c.status = 'active' and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
    and c.source_id <> ''
)
select
  coalesce((select jsonb_agg(jsonb_build_object('key', k.key, 'title', k.title, 'classes', k.classes) order by lower(k.title), k.key)
    from (select key, min(title) as title, count(*)::int as classes from here where key is not null group by key) k), '[]') as courses,
  coalesce((select jsonb_agg(g order by g) from (select distinct unnest(grades) as g from here) e), '[]') as grades,
  coalesce((select jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by lower(o.name), o.id)
    from org o where o.district_id = $1 and o.status = 'active' and o.type = 'school'
      and ($2::boolean or o.id = any ($3::text[]::bigint[]))), '[]') as schools
