-- A class with the fields that a feed owns. reachSchools, $4 the class.
select c.id::text as id, c.status, c.title as name, to_jsonb(c) as fields,
  case c.source_id when '' then '[]' else jsonb_build_array(jsonb_build_object('sourceId', c.source_id,
    'sourcedId', c.sourced_id, 'active', c.status = 'active')) end as sources,
  (select jsonb_build_object('id', o.id::text, 'name', o.name)
    from org o where o.district_id = c.district_id and o.id = c.school_id) as school
from class c
where c.district_id = $1 and c.id = $4::text::bigint and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
