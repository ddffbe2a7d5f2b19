-- A node of the organisation tree with the fields that a feed owns. reachSchools, $4 the org.
select o.id::text as id, o.status, o.name, to_jsonb(o) as fields,
  case o.source_id when '' then '[]' else jsonb_build_array(jsonb_build_object('sourceId', o.source_id,
    'sourcedId', o.sourced_id, 'active', o.status = 'active')) end as sources
from org o
where o.district_id = $1 and o.id = $4::text::bigint and ($2::boolean or o.id = any ($3::text[]::bigint[]))
