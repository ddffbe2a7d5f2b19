-- Students of classes by hand from today on, each once; no feed takes them out again. Under the roster's lock. $1 district,
-- $2 pairs as JSON, $3 now.
with pairs as materialized (
  select distinct r."personId" as person_id, r."classId" as class_id,
    'hand-' || r."classId" || '-' || r."personId" || '-student' as name
  from jsonb_to_recordset($2::text::jsonb) as r ("personId" bigint, "classId" bigint)
), lines as (
  insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, person_sourced_id, role, is_primary, begin_date)
  select $1, '', x.name, c.id, x.person_id, coalesce((
      select s.sourced_id from person_source s
      where s.district_id = $1 and s.source_id = c.source_id and s.person_id = x.person_id and s.status = 'active'
      order by s.speaks desc, s.sourced_id collate "C" limit 1), ''),
    'student', false, ($3::timestamptz at time zone d.timezone)::date
  from pairs x
  join class c on c.district_id = $1 and c.id = x.class_id
  join district d on d.id = $1
  on conflict (district_id, source_id, sourced_id) do update
  set status = 'active', retired_at = null, person_sourced_id = excluded.person_sourced_id, is_primary = false,
    begin_date = excluded.begin_date, end_date = null
), kept as (
  insert into sticky_field (district_id, kind, record, field, value, feed_value, set_by, set_at)
  select $1, 'enrolments', '/' || x.name, 'member', 'true', 'null', current_setting('app.actor'), $3 from pairs x
  on conflict (district_id, kind, record, field) do update
  set value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at
)
insert into audit_entry (district_id, actor, action, object, detail)
select $1, current_setting('app.actor'), 'class.put_in_student', 'class:' || x.class_id,
  jsonb_build_object('personId', x.person_id::text)
from pairs x
