-- Ends the classes that an import made, where they are as it left them: nobody is in them, nobody but its own teachers
-- teaches them, they are in no community and have no survey. $1 district, $2 import, $3 now. Answers which ended.
with gone as (
  update class c set status = 'retired', retired_at = $3
  from roster_import_effect e
  where e.district_id = $1 and e.import_id = $2::text::bigint and e.effect = 'class'
    and c.district_id = $1 and c.id = e.class_id and c.status = 'active' and c.source_id = ''
    and not exists (select from enrolment l where l.district_id = $1 and l.class_id = c.id and l.status = 'active'
      and not exists (select from roster_import_effect t where t.district_id = $1 and t.import_id = e.import_id
        and t.effect = 'teach' and t.class_id = c.id and t.person_id = l.person_id and l.role = 'teacher'))
    and not exists (select from community_class k where k.district_id = $1 and k.class_id = c.id)
    and not exists (select from survey_cycle s where s.district_id = $1 and s.class_id = c.id)
  returning c.id
), noted as (
  insert into audit_entry (district_id, actor, action, object)
  select $1, current_setting('app.actor'), 'class.end', 'class:' || g.id from gone g
)
select id::text as id from gone
