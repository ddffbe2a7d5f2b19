-- Takes students out of the classes that an import put them into, where nobody has touched that since. $1 district, $2
-- import, $3 now. Answers how many went.
with put as materialized (
  select e.class_id, e.person_id, 'hand-' || e.class_id || '-' || e.person_id || '-student' as name
  from roster_import_effect e
  where e.district_id = $1 and e.import_id = $2::text::bigint and e.effect = 'put_in'
), untouched as materialized (
  select x.* from put x
  join roster_import m on m.district_id = $1 and m.id = $2::text::bigint
  join sticky_field f on f.district_id = $1 and f.kind = 'enrolments' and f.record = '/' || x.name and f.field = 'member'
    and f.value = 'true' and f.set_at = m.imported_at and f.set_by = m.imported_by
), gone as (
  update enrolment l set status = 'retired', retired_at = $3, fingerprint = null
  from untouched u
  where l.district_id = $1 and l.source_id = '' and l.sourced_id = u.name and l.status = 'active'
  returning l.sourced_id
), freed as (
  delete from sticky_field f using gone g
  where f.district_id = $1 and f.kind = 'enrolments' and f.record = '/' || g.sourced_id and f.field = 'member'
), noted as (
  insert into audit_entry (district_id, actor, action, object, detail)
  select $1, current_setting('app.actor'), 'class.take_out_student', 'class:' || u.class_id,
    jsonb_build_object('personId', u.person_id::text)
  from untouched u join gone g on g.sourced_id = u.name
)
select count(*)::int as gone from gone
