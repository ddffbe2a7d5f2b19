-- $1 district, $2 cycle, $3 now, $4 completed, $5 expected, $6 leads, $7 cells as JSON, $8 sealed texts or null,
-- $9 the version of the question set, or null.
insert into survey_result (district_id, cycle_id, made_on, completed, expected, leads, cells, texts_sealed, set_digest)
select $1, $2::text::bigint, ($3::timestamptz at time zone d.timezone)::date, $4::int, $5::int, $6::text[], $7::text::jsonb, $8, $9
from district d where d.id = $1
