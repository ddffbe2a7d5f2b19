-- What the educator database can be filtered by: groups with a school in scope, and grades and subjects of the classes
-- that are taught there. reachSchools.
with taught as materialized (
  select c.grades, c.subjects, k.subjects as course_subjects
  from class c
  left join course k on k.district_id = c.district_id and k.source_id = c.source_id and k.sourced_id = c.course_sourced_id
  where c.district_id = $1 and c.status = 'active' and ($2::boolean or c.school_id = any($3::text[]::bigint[]))
),
grades as (select distinct unnest(grades) as name from taught),
subjects as (
  select distinct unnest(subjects) as name from taught union select distinct unnest(course_subjects) from taught
)
select
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id::text, 'name', g.name) order by lower(g.name), g.id)
    from school_group g
    where g.district_id = $1 and exists (
      select from school_group_school s
      where s.district_id = $1 and s.group_id = g.id and ($2::boolean or s.school_id = any($3::text[]::bigint[])))), '[]')
    as groups,
  coalesce((select jsonb_agg(name order by name) from grades where name <> ''), '[]') as grades,
  coalesce((select jsonb_agg(name order by lower(name)) from subjects where name <> ''), '[]') as subjects
