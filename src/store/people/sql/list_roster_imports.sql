-- Imports, the newest first, at most a hundred. $1 district, $2 whose, or null: everybody's.
select
{{+ roster_import_columns}}
from roster_import m
where m.district_id = $1 and ($2::text is null or m.imported_by = $2)
order by m.id desc limit 100
