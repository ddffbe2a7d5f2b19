-- People whom no feed knows, each with a place at a school and a role there; answers which row became whom. $1 district,
-- $2 rows as JSON.
with rows as materialized (
  select r.*, nextval('person_id_seq') as id
  from jsonb_to_recordset($2::text::jsonb) as r (
    "row" int, "givenName" text, "familyName" text, email text, number text, grades text[], role text, "feedRole" text,
    "schoolId" bigint)
), made as (
  insert into person (district_id, id, given_name, family_name, email, identifier, grades)
  select $1, r.id, r."givenName", r."familyName", r.email, r.number, r.grades from rows r
), placed as (
  insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
  select $1, r."schoolId", r.id, '', r."feedRole", 'primary' from rows r
), given as (
  insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule)
  select $1, r.id, r.role, 'school', r."schoolId", 'manual', 'by_hand' from rows r
), noted as (
  insert into audit_entry (district_id, actor, action, object, detail)
  select $1, current_setting('app.actor'), case r.role when 'student' then 'student.create' else 'account.create' end,
    'person:' || r.id, jsonb_build_object('role', r.role, 'schoolId', r."schoolId"::text)
  from rows r
)
select "row", id::text as id from rows
