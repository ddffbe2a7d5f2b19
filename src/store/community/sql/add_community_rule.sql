-- $1 district, $2 same course, $3 same grade, $4 same school, $5 schools, $6 grades, $7 courses, $8 who leads what it makes,
-- $9 now.
insert into community_rule
  (district_id, same_course, same_grade, same_school, school_ids, grades, courses, led_by, made_at)
values ($1, $2, $3, $4, $5::text[]::bigint[], $6::text[], $7::text[], $8::text::bigint, $9)
returning id::text as id
