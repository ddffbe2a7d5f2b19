-- $1 district, $2 class, $3 weekdays, $4 starts, $5 ends: as many of each. $6 by whom, $7 now.
insert into avatar_hours (district_id, class_id, weekday, starts, ends, set_by, set_at)
select $1, $2::text::bigint, h.weekday, h.starts, h.ends, $6, $7::timestamptz
from unnest($3::int[], $4::int[], $5::int[]) as h (weekday, starts, ends)
