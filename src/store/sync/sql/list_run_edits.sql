-- Of a run's report: the fields of which the feed says otherwise than an edit by hand (conflicts), and those of its plan
-- that an edit overtook (superseded), of the schools in scope. `recordId`: the person, class or org, of an enrolment its
-- class; null where the roster has it no more. Counts are of the whole district, null where only schools are in scope.
-- No row: there is no such run. reachSchools, then $4 run.
with run as (
  select source_id, report from run where district_id = $1 and id = $4::text::bigint
), named as (
  select section.name as section, f.place, f.entry ->> 'kind' as kind, f.entry ->> 'sourcedId' as sourced_id,
    f.entry ->> 'field' as field, run.source_id
  from run
  cross join (values ('conflicts'), ('superseded')) as section (name)
  cross join lateral jsonb_array_elements(coalesce(run.report -> section.name -> 'fields', '[]'))
    with ordinality as f (entry, place)
), reached as (
  select n.*, r.record_id
  from named n
  left join lateral (
    select o.id as record_id, o.id = any ($3::text[]::bigint[]) as inside
    from org o
    where n.kind = 'orgs' and o.district_id = $1 and o.source_id = n.source_id and o.sourced_id = n.sourced_id
    union all
    select c.id, c.school_id = any ($3::text[]::bigint[])
    from class c
    where n.kind = 'classes' and c.district_id = $1 and c.source_id = n.source_id and c.sourced_id = n.sourced_id
    union all
    select c.id, c.school_id = any ($3::text[]::bigint[])
    from enrolment e
    join class c on c.district_id = e.district_id and c.id = e.class_id
    where n.kind = 'enrolments' and e.district_id = $1 and e.source_id = n.source_id and e.sourced_id = n.sourced_id
    union all
    select p.person_id, exists (
        select from affiliation a
        join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
        where a.district_id = p.district_id and a.person_id = p.person_id and a.org_id = any ($3::text[]::bigint[]))
      or exists (
        select from enrolment e
        join class c on c.district_id = e.district_id and c.id = e.class_id and c.status = 'active'
        where e.district_id = p.district_id and e.person_id = p.person_id and e.status = 'active'
          and c.school_id = any ($3::text[]::bigint[]))
    from person_source p
    where n.kind = 'people' and p.district_id = $1 and p.source_id = n.source_id and p.sourced_id = n.sourced_id
  ) r on true
  where $2::boolean or r.inside
)
select section.name as section,
  case when $2::boolean then coalesce((run.report -> section.name ->> 'count')::int, 0) end as count,
  coalesce((
    select jsonb_agg(jsonb_build_object('kind', r.kind, 'sourcedId', r.sourced_id, 'field', r.field,
      'recordId', r.record_id::text) order by r.place)
    from reached r where r.section = section.name), '[]') as fields
from run
cross join (values ('conflicts'), ('superseded')) as section (name)
