-- An enrolment with the fields that a feed owns. reachSchools (of its class), $4 'source/sourcedId'.
select e.source_id || '/' || e.sourced_id as id, e.status, c.title as name, to_jsonb(e) as fields,
  case e.source_id when '' then '[]' else jsonb_build_array(jsonb_build_object('sourceId', e.source_id,
    'sourcedId', e.sourced_id, 'active', e.status = 'active')) end as sources,
  jsonb_build_object('id', c.id::text, 'name', c.title) as "class",
  (select jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name))
    from person p where p.district_id = e.district_id and p.id = e.person_id) as person
from enrolment e
join class c on c.district_id = e.district_id and c.id = e.class_id
where e.district_id = $1 and e.source_id = split_part($4, '/', 1) and e.sourced_id = substr($4, strpos($4, '/') + 1)
  and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
