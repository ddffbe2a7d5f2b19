-- $1 district, $2 community, $3 question set, $4 starts, $5 ends, $6 days for late answers, $7 weeks from start to start,
-- $8 cycles.
insert into community_survey_default (district_id, community_id, question_set, starts_on, ends_on, late_days, every_weeks, cycles)
values ($1, $2::text::bigint, $3, $4::text::date, $5::text::date, $6::int, $7::int, $8::int)
on conflict (district_id, community_id) do update set question_set = excluded.question_set,
  starts_on = excluded.starts_on, ends_on = excluded.ends_on, late_days = excluded.late_days,
  every_weeks = excluded.every_weeks, cycles = excluded.cycles
