-- Classes in scope that were made by hand, those at work first. reachClasses.
select c.id::text as id, c.title, c.class_code as "classCode", c.status = 'active' as active, c.retired_at as "endedAt",
  (select jsonb_build_object('id', o.id::text, 'name', o.name)
    from org o where o.district_id = c.district_id and o.id = c.school_id) as school
from class c
where c.district_id = $1 and c.source_id = '' and ($2::boolean or c.id = any ($3::text[]::bigint[]))
order by c.status, lower(c.title), c.id
