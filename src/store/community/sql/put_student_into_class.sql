-- Somebody is a student of a class by hand from today on; one who was before comes back. $1 district, $2 the line's
-- name, $3 class, $4 person, $5 by what number the class's own source knows them, '' where it doesn't, $6 now.
insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, person_sourced_id, role, is_primary, begin_date)
select $1, '', $2, $3::text::bigint, $4::text::bigint, $5, 'student', false, ($6::timestamptz at time zone d.timezone)::date
from district d where d.id = $1
on conflict (district_id, source_id, sourced_id) do update
set status = 'active', retired_at = null, person_sourced_id = excluded.person_sourced_id, is_primary = false,
  begin_date = excluded.begin_date, end_date = null
