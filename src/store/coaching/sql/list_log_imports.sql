-- Imports of older logs, the newest first, at most a hundred. $1 district, $2 one coach, or null: of all that somebody
-- else did for a coach. $3 whoever reads.
select
{{+ log_import_columns}}
from interaction_import m
where m.district_id = $1 and (m.coach_id = $2::text::bigint or ($2::text is null and not m.by_coach))
order by m.id desc limit 100
