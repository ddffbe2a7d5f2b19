-- The active class in scope, and the lines by which somebody teaches it now, or was taken out by hand. reachSchools,
-- $4 class, $5 person.
select c.id::text as id,
  coalesce((select jsonb_agg(jsonb_build_object('id', e.source_id || '/' || e.sourced_id,
      'active', e.status = 'active', 'removed', f.value is not null))
    from enrolment e
    left join sticky_field f on f.district_id = e.district_id and f.kind = 'enrolments' and f.field = 'member'
      and f.value = 'false' and f.record = e.source_id || '/' || e.sourced_id
    where e.district_id = $1 and e.class_id = c.id and e.person_id = $5::text::bigint and e.role = 'teacher'
      and (e.status = 'active' or f.value is not null)), '[]') as lines,
  exists (select from person_source s where s.district_id = $1 and s.source_id = c.source_id
    and s.person_id = $5::text::bigint and s.status = 'active') as "isKnown"
from class c
where c.district_id = $1 and c.id = $4::text::bigint and c.status = 'active'
  and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
