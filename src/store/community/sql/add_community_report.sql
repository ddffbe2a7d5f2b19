-- A report as it is made, with the cycles that it is the sum of. $1 district, $2 community, $3 now, $4 completed,
-- $5 expected, $6 question set, $7 figures as JSON, $8 their rows as JSON, $9 cycles,
-- $10 the day of the report that it adds to, or null, $11 the version of the question set, or null.
with made as (
  insert into community_report (district_id, community_id, made_on, completed, expected, question_set, figures, figure_rows,
    adds_to, set_digest)
  select $1, $2::text::bigint, ($3::timestamptz at time zone d.timezone)::date, $4::int, $5::int, $6, $7::text::jsonb, $8::text::jsonb,
    $10::date, $11
  from district d where d.id = $1
  returning community_id, question_set, made_on
)
insert into community_report_cycle (district_id, community_id, cycle_id, question_set, made_on)
select $1, made.community_id, cycle::bigint, made.question_set, made.made_on
from made cross join unnest($9::text[]) cycle
