-- What a community plans for classes that join it, and the district's day. $1 district, $2 community, $3 now.
select ($3::timestamptz at time zone d.timezone)::date::text as today,
  case when f.community_id is null then null else jsonb_build_object('questionSet', f.question_set,
    'startsOn', f.starts_on::text, 'endsOn', f.ends_on::text, 'lateDays', f.late_days, 'everyWeeks', f.every_weeks,
    'cycles', f.cycles) end as plan
from district d
left join community_survey_default f on f.district_id = d.id and f.community_id = $2::text::bigint
where d.id = $1
