-- A device of somebody who takes part by the code. $1 district, $2 hash of its token, $3 cycle, $4 person or null,
-- $5 late joiner or null, $6 the district's day.
insert into code_session (district_id, token_hash, cycle_id, person_id, joiner_id, keep_until)
values ($1, $2, $3::text::bigint, $4::text::bigint, $5::text::bigint, $6::text::date)
