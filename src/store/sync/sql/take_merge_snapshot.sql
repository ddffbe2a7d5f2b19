-- What names one of two people ($2) in {{name}}. $1 district.
insert into {{table}} (place, person, key, row)
select '{{name}}', t.{{column}}::text, jsonb_build_object({{key}}), jsonb_build_object({{row}})
from {{place}} t
where t.district_id = $1 and t.{{column}} = any ($2::text[]::{{type}}[]) {{only}}
