-- $1 district, $2 kind, then one array a column.
update seat
set state = s.state, since = s.since, until = s.until, place = s.place
from unnest($3::bigint[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bigint[])
  as s (person_id, state, since, until, place)
where seat.district_id = $1 and seat.kind = $2 and seat.person_id = s.person_id
