-- What came by the records of the one who is back ($3) goes with them, whenever it came. $1 district, $2 who had it.
update enrolment e set person_id = $3::text::bigint
from person_source s
where s.district_id = $1 and s.person_id = $3::text::bigint
  and e.district_id = $1 and e.person_id = $2::text::bigint and e.source_id = s.source_id
  and e.person_sourced_id = s.sourced_id
