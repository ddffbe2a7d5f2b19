-- Rows of {{name}} as they were before the merge, column by column where they are still as it left them. $1 district, $2 merge,
-- $3 the place.
update {{place}} t set
  {{set}}
from person_merge_row r
cross join lateral jsonb_populate_record(null::{{place}}, r.key) k
cross join lateral jsonb_populate_record(null::{{place}}, r.was) w
cross join lateral jsonb_populate_record(null::{{place}}, r.became) b
where r.district_id = $1 and r.merge_id = $2::text::bigint and r.place = $3 and r.became is not null
  and t.district_id = $1 {{same}} and t.{{column}} = r.person::{{type}}
