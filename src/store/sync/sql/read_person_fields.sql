-- A person with the fields that a feed owns, for who may edit them. reachSchools, $4 the person.
select p.id::text as id, p.status, concat_ws(' ', coalesce(p.preferred_given_name, p.given_name),
    coalesce(p.preferred_family_name, p.family_name)) as name,
  to_jsonb(p) as fields,
  coalesce((select jsonb_agg(jsonb_build_object('sourceId', s.source_id, 'sourcedId', s.sourced_id,
      'active', s.status = 'active') order by s.status, s.source_id, s.sourced_id)
    from person_source s where s.district_id = p.district_id and s.person_id = p.id and s.source_id <> ''), '[]') as sources
from person p
where p.district_id = $1 and p.id = $4::text::bigint
  and ($2::boolean
    or exists (select from affiliation a
      join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
      where a.district_id = p.district_id and a.person_id = p.id and a.org_id = any ($3::text[]::bigint[]))
    or exists (select from enrolment e
      join class c on c.district_id = e.district_id and c.id = e.class_id and c.status = 'active'
      where e.district_id = p.district_id and e.person_id = p.id and e.status = 'active'
        and c.school_id = any ($3::text[]::bigint[])))
