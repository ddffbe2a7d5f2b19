-- Names and grades of students whom no feed knows, where they are still what they were; answers who was edited. $1 district,
-- $2 edits as JSON.
with edits as materialized (
  select * from jsonb_to_recordset($2::text::jsonb) as r ("personId" bigint, was jsonb, becomes jsonb)
), written as (
  update person p set given_name = e.becomes ->> 'givenName', family_name = e.becomes ->> 'familyName',
    grades = array(select jsonb_array_elements_text(e.becomes -> 'grades'))
  from edits e
  where p.district_id = $1 and p.id = e."personId" and p.status = 'active' and p.given_name = e.was ->> 'givenName'
    and p.family_name = e.was ->> 'familyName' and to_jsonb(p.grades) = e.was -> 'grades'
    and not exists (select from person_source s
      where s.district_id = $1 and s.person_id = p.id and s.status = 'active')
  returning p.id
), noted as (
  insert into audit_entry (district_id, actor, action, object)
  select $1, current_setting('app.actor'), 'student.edit', 'person:' || w.id from written w
)
select id::text as id from written
