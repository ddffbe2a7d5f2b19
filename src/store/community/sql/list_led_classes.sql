-- Active classes in scope with the communities they are in, by title. reachClasses, then $4 one class or null.
select c.id::text as id, c.title, c.class_code as "classCode",
  (select jsonb_build_object('id', o.id::text, 'name', o.name)
    from org o where o.district_id = c.district_id and o.id = c.school_id) as school,
  coalesce((
    select jsonb_agg(jsonb_build_object('id', k.id::text, 'name', k.name) order by lower(k.name), k.id)
    from community_class cc
    join community k on k.district_id = cc.district_id and k.id = cc.community_id
    where cc.district_id = c.district_id and cc.class_id = c.id), '[]') as communities
from class c
where c.district_id = $1 and c.status = 'active'
  and ($2::boolean or c.id = any($3::text[]::bigint[]))
  and ($4::text is null or c.id = $4::text::bigint)
order by lower(c.title), c.id
