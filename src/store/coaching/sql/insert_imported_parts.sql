-- What hangs on the interactions of an imported log. $1 district, $2 import, $3 lines as JSON.
with lines as materialized (
  select * from jsonb_to_recordset($3::text::jsonb) as l (
    id bigint, line int, key text, "educatorIds" jsonb, "otherSchoolIds" jsonb, "tagIds" jsonb)
), educators as (
  insert into interaction_educator (district_id, interaction_id, person_id)
  select $1, l.id, e::bigint from lines l, jsonb_array_elements_text(l."educatorIds") e
), schools as (
  insert into interaction_school (district_id, interaction_id, school_id)
  select $1, l.id, s::bigint from lines l, jsonb_array_elements_text(l."otherSchoolIds") s
), tags as (
  insert into interaction_tag (district_id, interaction_id, tag_id)
  select $1, l.id, t::bigint from lines l, jsonb_array_elements_text(l."tagIds") t
)
insert into interaction_import_line (district_id, interaction_id, import_id, line, key)
select $1, l.id, $2::text::bigint, l.line, l.key from lines l
