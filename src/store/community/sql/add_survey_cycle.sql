-- A new cycle of a class. $1 district, $2 class, $3 question set, $4 starts, $5 ends, $6 extended to, $7 by whom, $8 now.
insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, extended_to, made_by, made_at)
values ($1, $2::text::bigint, $3, $4::text::date, $5::text::date, $6::text::date, $7, $8::timestamptz)
