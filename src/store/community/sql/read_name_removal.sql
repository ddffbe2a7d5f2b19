-- The district's day, and what was done on a year's day. $1 district, $2 now, $3 the day or null.
select ($2::timestamptz at time zone d.timezone)::date::text as today,
  r.finished_at is not null as finished
from district d
left join survey_name_removal r on r.district_id = d.id and r.due_on = $3::text::date
where d.id = $1
