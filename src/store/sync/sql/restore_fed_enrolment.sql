-- Puts an enrolment ($2 'source/sourcedId') back as the feed has it, with what else of it is edited by hand, if the feed
-- still names it and its class and person are there; else the next run decides.
update enrolment l set class_id = k.id, person_id = p.person_id, person_sourced_id = p.sourced_id, role = r.role, is_primary = r.is_primary,
  begin_date = r.begin_date, end_date = r.end_date, row_hash = r.row_hash, fingerprint = null, status = 'active',
  retired_at = null
from sticky_field m
cross join lateral jsonb_to_record(m.feed_value || coalesce((
    select jsonb_object_agg(f.field, f.value) from sticky_field f
    where f.district_id = $1 and f.kind = 'enrolments' and f.record = $2 and f.field <> 'member'), '{}'))
  as r(class_sourced_id text, person_sourced_id text, role text, is_primary boolean, begin_date date, end_date date, row_hash bigint)
join class k on k.district_id = $1 and k.source_id = split_part($2, '/', 1) and k.sourced_id = r.class_sourced_id
  and k.status = 'active'
join person_source p on p.district_id = $1 and p.source_id = split_part($2, '/', 1) and p.sourced_id = r.person_sourced_id
  and p.status = 'active'
where l.district_id = $1 and l.source_id = split_part($2, '/', 1) and l.sourced_id = substr($2, strpos($2, '/') + 1)
  and m.district_id = $1 and m.kind = 'enrolments' and m.record = $2 and m.field = 'member'
  and jsonb_typeof(m.feed_value) = 'object'
