-- The lines of one class ($4) or of one person ($5): who is in it, and who was taken out by hand. reachSchools.
select e.source_id || '/' || e.sourced_id as id, e.status = 'active' as active, to_jsonb(e) as fields,
  e.source_id as "sourceId",
  jsonb_build_object('id', c.id::text, 'name', c.title) as "class",
  jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as person
from enrolment e
join class c on c.district_id = e.district_id and c.id = e.class_id and c.status = 'active'
join person p on p.district_id = e.district_id and p.id = e.person_id and p.status = 'active'
where e.district_id = $1 and ($2::boolean or c.school_id = any ($3::text[]::bigint[]))
  and ($4::text is null or e.class_id = $4::text::bigint) and ($5::text is null or e.person_id = $5::text::bigint)
  and (e.status = 'active' or exists (select from sticky_field f where f.district_id = e.district_id
    and f.kind = 'enrolments' and f.record = e.source_id || '/' || e.sourced_id and f.field = 'member'
    and f.value = 'false'))
order by c.title, c.id, case e.role when 'teacher' then 0 else 1 end, lower(p.family_name), lower(p.given_name), p.id, id
