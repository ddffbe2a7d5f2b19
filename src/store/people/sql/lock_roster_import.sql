-- The import, while nobody else takes it back. $1 district, $2 import.
select
{{+ roster_import_columns}}
from roster_import m where m.district_id = $1 and m.id = $2::text::bigint
for update
