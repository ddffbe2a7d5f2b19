-- Kept as it is made, once. $1 district, $2 community, $3 question set, $4 the Monday, $5 first day, $6 last day, $7 classes,
-- $8 completed, $9 expected.
insert into community_monday (district_id, community_id, question_set, monday, starts_on, ends_on, classes, completed, expected)
values ($1, $2::text::bigint, $3, $4::date, $5::date, $6::date, $7::int, $8::int, $9::int)
on conflict do nothing
