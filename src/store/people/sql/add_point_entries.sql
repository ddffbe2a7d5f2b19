-- The same for each of some people. $1 district, $2 programme, $3 people, $4 kind, $5 points, $6 words, $7 what it takes
-- back, $8 by whom, $9 now.
insert into point_entry (district_id, programme_id, person_id, kind, points, words, undoes_id, entered_by, entered_at)
select $1, $2::text::bigint, person, $4, $5::int, $6, $7::text::bigint, $8, $9::timestamptz
from unnest($3::text[]::bigint[]) as person
