-- People at work who have one of these numbers, or one of these names at one of these schools. $1 district, $2 numbers,
-- $3 "given family" in lower case, $4 schools.
with of_school as materialized (
  select distinct a.person_id from affiliation a
  where a.district_id = $1 and a.org_id = any ($4::text[]::bigint[]) and cardinality($3::text[]) > 0
), meant as materialized (
  select p.id from person p
  where p.district_id = $1 and p.identifier = any ($2::text[]) and p.status = 'active'
  union
  select p.id from of_school s
  join person p on p.district_id = $1 and p.id = s.person_id and p.status = 'active'
  where lower(concat_ws(' ', btrim(p.given_name), btrim(p.family_name))) = any ($3::text[])
)
select
{{+ import_person_columns}}
  p.identifier as number, p.grades,
  exists (select from role_grant g
    where g.district_id = $1 and g.person_id = p.id and g.role = 'student' and g.status = 'active') as "isStudent",
  exists (select from person_source s
    where s.district_id = $1 and s.person_id = p.id and s.status = 'active') as "isFed",
  array(select distinct e.class_id::text from enrolment e
    where e.district_id = $1 and e.person_id = p.id and e.role = 'student' and e.status = 'active') as "classIds",
  array(select distinct e.class_id::text from enrolment e
    join sticky_field f on f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member' and f.value = 'false'
      and f.record = e.source_id || '/' || e.sourced_id
    where e.district_id = $1 and e.person_id = p.id and e.role = 'student' and e.status <> 'active') as "takenOutOf"
from meant m join person p on p.district_id = $1 and p.id = m.id
order by p.id
