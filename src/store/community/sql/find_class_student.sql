-- How somebody stands to a class: whether they are a student of its school, by what number its own source knows them
-- (null: it doesn't), and the lines by which they are its student now or were taken out by hand. $1 district, $2 class,
-- $3 person.
select
  exists (select from person p where p.id = $3::text::bigint and
{{+ student_of_school}}
  ) as "isOfSchool",
  (select s.sourced_id from person_source s
    where s.district_id = $1 and s.source_id = c.source_id and s.person_id = $3::text::bigint and s.status = 'active'
    order by s.speaks desc, s.sourced_id collate "C" limit 1) as "sourcedId",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', e.source_id || '/' || e.sourced_id, 'active', e.status = 'active',
      'edited', f.value is not null))
    from enrolment e
    left join sticky_field f on f.district_id = e.district_id and f.kind = 'enrolments' and f.field = 'member'
      and f.record = e.source_id || '/' || e.sourced_id
    where e.district_id = $1 and e.class_id = c.id and e.person_id = $3::text::bigint and e.role = 'student'
      and (e.status = 'active' or f.value = 'false')), '[]') as lines
from class c where c.district_id = $1 and c.id = $2::text::bigint
