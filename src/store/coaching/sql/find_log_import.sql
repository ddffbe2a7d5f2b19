-- $1 district, $2 import, $3 whoever reads ('0': the product itself).
select
{{+ log_import_columns}}
from interaction_import m where m.district_id = $1 and m.id = $2::text::bigint
