-- $1 district, $2 coach, $3 who, $4 whether the coach did it, $5 now, $6 how many interactions.
insert into interaction_import (district_id, coach_id, imported_by, by_coach, imported_at, interactions)
values ($1, $2::text::bigint, $3, $4::boolean, $5::timestamptz, $6::int)
returning id::text as id
