-- $1 district.
select g.id::text as id, g.name, g.changed_at as "changedAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by lower(o.name), o.id)
    from school_group_school s join org o on o.district_id = s.district_id and o.id = s.school_id and o.status = 'active'
    where s.district_id = g.district_id and s.group_id = g.id), '[]') as schools
from school_group g
where g.district_id = $1
order by lower(g.name), g.id
