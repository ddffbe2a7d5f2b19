-- Rows of {{name}} that the two had both of and of which the merge took one: back, where the other one still is. $1 district,
-- $2 merge, $3 the place, $4 who stays.
insert into {{place}} (district_id, {{columns}})
select $1, {{values}}
from person_merge_row r
cross join lateral jsonb_populate_record(null::{{place}}, r.key) k
cross join lateral jsonb_populate_record(null::{{place}}, r.was) w
where r.district_id = $1 and r.merge_id = $2::text::bigint and r.place = $3 and r.became is null
  and exists (select from {{place}} t where t.district_id = $1 {{same}} and t.{{column}} = $4::text::{{type}})
on conflict do nothing
