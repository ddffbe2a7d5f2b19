-- $1 district, $2 kind, then one array a column.
insert into seat (district_id, kind, person_id, state, since, until, place)
select $1, $2, s.person_id, s.state, s.since, s.until, s.place
from unnest($3::bigint[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bigint[])
  as s (person_id, state, since, until, place)
