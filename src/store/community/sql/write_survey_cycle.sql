-- Changes the days of one cycle. $1 district, $2 class, $3 cycle, $4 question set, $5 starts, $6 ends, $7 extended to.
update survey_cycle set question_set = $4, starts_on = $5::text::date, ends_on = $6::text::date, extended_to = $7::text::date
where district_id = $1 and class_id = $2::text::bigint and id = $3::text::bigint
