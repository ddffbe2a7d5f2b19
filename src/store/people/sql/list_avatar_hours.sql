-- When the avatars of a class's students rest. $1 district, $2 class.
select h.weekday::int as weekday, h.starts::int as starts, h.ends::int as ends
from avatar_hours h where h.district_id = $1 and h.class_id = $2::text::bigint
order by h.weekday, h.starts
