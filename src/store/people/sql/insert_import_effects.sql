-- What an import did. $1 district, $2 import, $3 effects as JSON.
insert into roster_import_effect (district_id, import_id, line, effect, person_id, class_id, detail)
select $1, $2::text::bigint, r."row", r.effect, r."personId", r."classId", coalesce(r.detail, '{}')
from jsonb_to_recordset($3::text::jsonb) as r (
  "row" int, effect text, "personId" bigint, "classId" bigint, detail jsonb)
