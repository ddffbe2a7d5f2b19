-- Filters of reports that somebody keeps, and those that are shared, by name. $1 district, $2 the person or null.
select f.id::text as id, f.name, f.is_shared as "isShared", f.person_id is not distinct from $2::text::bigint as "isMine",
  f.asked, f.version::text as version
from report_filter f
where f.district_id = $1 and (f.is_shared or f.person_id = $2::text::bigint)
order by lower(f.name), f.id
