-- Nothing is taken for it any more. $1 district, $2 cycle, $3 now.
update survey_cycle k set closed_on = ($3::timestamptz at time zone d.timezone)::date
from district d
where d.id = k.district_id and k.district_id = $1 and k.id = $2::text::bigint and k.closed_on is null
